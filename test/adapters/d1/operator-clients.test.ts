import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientState } from '#core/enrolment/client-state.ts';
import { growthOf, plansOf } from '../../support/query-plans.ts';
import { newWorld, type World } from '../../support/world.ts';

let world: World;
const id = (n: number) => `cli_${String(n).padStart(26, '0')}` as const;

beforeEach(async () => {
  world = await newWorld();
  const people = [
    [1, 'ada@lovelace.test', 'Ada Lovelace', 'Analytical Engines', 'enrolled', 71],
    [2, 'soren@fjord.test', 'Søren Kjærgård', '', 'enrolled', 72],
    [3, 'a_b%c@odd.test', '100% Legal', 'O"Neill & \'Sons', 'provisioning_failed', null],
    [4, 'client-1004@closed.invalid', '', '', 'closed', 74],
    [5, 'adam@smith.test', 'Adam Smith', 'ENGINES Ltd', 'not_enrolled', null],
  ] as const;
  const rows = people.map(([n, email, name, company, state, panelUserId]) => ({
    id: id(n),
    number: 1000 + n,
    email,
    name,
    company,
    state,
    panelUserId,
  }));
  await env.DB.prepare(
    `INSERT INTO client (id, number, email, name, company, currency, password_hash, state, panel_user_id, created_at_ms)
     SELECT value ->> 'id', value ->> 'number', value ->> 'email', value ->> 'name', value ->> 'company', 'USD',
       'scrypt-hash', value ->> 'state', value ->> 'panelUserId', 0 FROM json_each(?)`,
  )
    .bind(JSON.stringify(rows))
    .run();
});

async function found(text: string, state?: ClientState, before?: `cli_${string}`, limit = 50) {
  const rows = await world.ports.store.operators.searchClients({ text, state, before, limit });
  return rows.map((row) => Number(row.id.slice(4)));
}

describe('searchClients', () => {
  it.each([
    ['', [5, 4, 3, 2, 1]],
    ['ada', [5, 1]],
    ['ADA@LOVE', [1]],
    ['lovel', [1]],
    ['kjær', [2]],
    ['engines', [5]],
    ['analytical e', [1]],
    ['1003', [3]],
    ['72', [2]],
    [id(4), [4]],
    ['  smith  ', [5]],
  ])('finds by %s', async (text, expected) => {
    expect(await found(text)).toEqual(expected);
  });

  it.each(['%', '_', '*', 'a%', 'a_a', "' OR 1=1 --", '9999999999999999', 'cli_x'])(
    'takes %s for what it is: no pattern, and nobody',
    async (text) => {
      expect(await found(text)).toEqual([]);
    },
  );

  it('finds odd characters as they stand', async () => {
    expect(await found('a_b%')).toEqual([3]);
    expect(await found('100%')).toEqual([3]);
    expect(await found('O"Neill & \'')).toEqual([3]);
  });

  it('filters by state, and goes on behind a client', async () => {
    expect(await found('', 'enrolled')).toEqual([2, 1]);
    expect(await found('ada', 'not_enrolled')).toEqual([5]);
    expect(await found('', undefined, id(4), 2)).toEqual([3, 2]);
    expect(await found('ada', undefined, id(5))).toEqual([1]);
  });

  it('never has the password’s hash', async () => {
    const rows = await world.ports.store.operators.searchClients({ text: 'ada', limit: 5 });
    expect(JSON.stringify(rows)).not.toContain('scrypt-hash');
  });

  it('finds people by their further names, too, from an index', async () => {
    const plans = await plansOf(({ operators }) =>
      operators.searchClients({ text: 'ada 1', limit: 50 }),
    );
    expect(plans.flatMap((plan) => plan.lines).join('\n')).toContain('client_further_name');
  });
});

describe('clientHistory', () => {
  const history = (limit = 3) => world.ports.store.operators.clientHistory(id(1), 1_000, limit);

  it('is one query from indexes alone', async () => {
    const plans = await plansOf(({ operators }) => operators.clientHistory(id(1), 1_000, 25));
    expect(plans).toHaveLength(1);
    expect(plans.flatMap(growthOf)).toEqual(['sort']);
  });

  it('has the newest of each list, as many as were asked for, and of nobody else', async () => {
    for (const [n, of] of [1, 1, 1, 1, 1, 2].entries()) {
      await world.sql(
        "INSERT INTO audit_event (at_ms, actor, action, subject_id, detail) VALUES (?, 'client', 'act', ?, '{\"before\":{\"a\":1}}')",
        n,
        id(of),
      );
      await world.sql(
        'INSERT INTO session (token_hash, client_id, created_at_ms, expires_at_ms) VALUES (?, ?, ?, ?)',
        `s${n}`,
        id(of),
        n,
        n === 0 ? 1_000 : 5_000,
      );
      await world.sql(
        "INSERT INTO outbox (id, kind, subject_id, topic, payload, priority, state, due_at_ms, created_at_ms) VALUES (?, 'send_letter', ?, 'reset_password', 'sealed', 0, 'done', 0, ?)",
        `out_${n}`,
        id(of),
        n,
      );
    }
    const read = await history();
    expect(read?.audit.map(({ atMs }) => atMs)).toEqual([4, 3, 2]);
    expect(read?.audit[0]?.detail).toEqual({ before: { a: 1 } });
    expect(read?.sessions.map(({ openedAtMs }) => openedAtMs)).toEqual([4, 3, 2]);
    expect((await history(9))?.sessions).toHaveLength(4);
    expect(read?.letters.map(({ topic, createdAtMs }) => [topic, createdAtMs])).toEqual([
      ['reset_password', 4],
      ['reset_password', 3],
      ['reset_password', 2],
    ]);
    expect(read).toMatchObject({
      client: { id: id(1), number: 1001, panelUserId: 71 },
      documents: [],
      parks: [],
      secondFactorSinceMs: null,
    });
    expect(JSON.stringify(read)).not.toMatch(/sealed|scrypt-hash|token/);
  });

  it('is nothing for somebody whom nobody knows', async () => {
    expect(await world.ports.store.operators.clientHistory(id(9), 0, 5)).toBeUndefined();
  });
});
