import { beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '#ports/changes.ts';
import { newWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});

const audit = (action: string): Change => ({
  type: 'audit',
  event: { atMs: 1, actor: 'test', action, subjectId: 's', detail: { quote: `it's "fine"` } },
});
const used = (jti: string): Change => ({
  type: 'admin_request_used',
  jti,
  kid: 'k',
  action: 'plan',
  atMs: 1,
});
const actions = async () =>
  (await world.sql<{ action: string }>('SELECT action FROM audit_event ORDER BY id')).map(
    ({ action }) => action,
  );

describe('commit', () => {
  it('stores all changes', async () => {
    expect(await world.ports.store.commit([audit('a'), used('j'), audit('b')])).toEqual({
      ok: true,
      value: null,
    });
    expect(await actions()).toEqual(['a', 'b']);
  });

  it('stores nothing when a unique key is taken, and says conflict', async () => {
    await world.ports.store.commit([used('j')]);
    const result = await world.ports.store.commit([audit('before'), used('j'), audit('after')]);
    expect(result).toEqual({ ok: false, error: 'conflict' });
    expect(await actions()).toEqual([]);
  });

  it('stores nothing when a guard no longer holds, and leaves no trace of the guard', async () => {
    const result = await world.ports.store.commit([
      audit('before'),
      { type: 'signup_used', signupId: 'sig_none', atMs: 1 },
      audit('after'),
    ]);
    expect(result).toEqual({ ok: false, error: 'conflict' });
    expect(await actions()).toEqual([]);
    expect(await world.sql('SELECT * FROM commit_guard')).toEqual([]);
  });

  it('throws what is no conflict', async () => {
    const orphan: Change = {
      type: 'session_opened',
      tokenHash: 't',
      clientId: 'cli_none',
      visitor: { network: '', device: '' },
      atMs: 1,
      expiresAtMs: 2,
    };
    await expect(world.ports.store.commit([orphan])).rejects.toThrow('FOREIGN KEY');
  });

  it('keeps text as it is: quotes, other scripts and emoji', async () => {
    const name = `O'Brien "Ada" \\ अदा 🚀 \u202e`;
    const client = {
      id: 'cli_00000000000000000000000000',
      email: 'o@example.com',
      name,
      company: '',
      currency: 'USD' as never,
      passwordHash: 'h',
      language: '',
      createdAtMs: 1,
    } as const;
    await world.ports.store.commit([{ type: 'client_created', client }]);
    expect(await world.ports.store.clients.byEmail('o@example.com')).toMatchObject({
      name,
      number: 1001,
    });
  });

  it('stores items that together exceed one bound parameter', async () => {
    await world.ports.store.commit([
      {
        type: 'run_created',
        run: {
          id: 'run_00000000000000000000000000',
          month: '2026-10' as never,
          trigger: 'override',
          header: {
            month: '2026-10' as never,
            timeZone: 'UTC',
            seller: { name: '', address: '', email: '' },
            paymentDays: 1,
            ratingRules: 1,
            outlier: { factor: 10, floorTokens: 50_000 },
            corrections: false,
          },
          requestedBy: 't',
          createdAtMs: 1,
        },
      },
    ]);
    const items = Array.from({ length: 40 }, (_, n) => ({
      clientId: `cli_${String(n).padStart(26, '0')}` as const,
      invoiceId: '' as const,
      outcome: 'invoice' as const,
      sequence: 0,
      reason: '',
      currency: 'USD' as never,
      totalMinor: 1,
      content: JSON.stringify({ text: 'अ'.repeat(100_000) }),
      hash: 'h',
    }));
    const result = await world.ports.store.commit([
      {
        type: 'run_items_planned',
        runId: 'run_00000000000000000000000000',
        fence: 0,
        cursor: '',
        items,
        comparisons: [],
        nextCursor: 'x',
        atMs: 2,
      },
    ]);
    expect(result.ok).toBe(true);
    const [figures] = await world.sql(
      'SELECT count(*) AS n, min(length(content)) AS shortest FROM invoice_run_item',
    );
    expect(figures).toEqual({ n: 40, shortest: 100_011 });
  });
});

describe('outbox.claimDue', () => {
  const task = (n: number, priority: 0 | 1): Change => ({
    type: 'outbox_added',
    task: {
      id: `out_${n}`,
      kind: 'send_letter',
      subjectId: '',
      payload: '',
      priority,
      atMs: 0,
      dueAtMs: n,
    },
  });

  it('gives each due task to one of many workers', async () => {
    await world.ports.store.commit(Array.from({ length: 60 }, (_, n) => task(n, 1)));
    const claims = await Promise.all(
      Array.from({ length: 5 }, () => world.ports.store.outbox.claimDue(1_000, 2_000, 25, [])),
    );
    const ids = claims.flat().map(({ id }) => id);
    expect(ids).toHaveLength(60);
    expect(new Set(ids).size).toBe(60);
  });

  it('takes urgent tasks first, and none before it is due', async () => {
    await world.ports.store.commit([task(1, 1), task(2, 1), task(3, 0), task(5_000, 0)]);
    const claimed = await world.ports.store.outbox.claimDue(1_000, 2_000, 2, []);
    expect(claimed.map(({ id }) => id)).toEqual(['out_3', 'out_1']);
  });
});
