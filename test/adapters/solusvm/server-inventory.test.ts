import { beforeEach, describe, expect, it } from 'vitest';
import { createPanelClient } from '#adapters/solusvm/panel-client.ts';
import { createServerInventory } from '#adapters/solusvm/server-inventory.ts';
import type { MeteredPlan } from '#core/metering/server-state.ts';
import { newEmulators, rawUrl, type TestEmulators } from '../../support/emulators.ts';
import { PASSWORD } from '../../support/people.ts';

const NO_PLANS: ReadonlyMap<number, MeteredPlan> = new Map();
const ROW = {
  id: 7,
  name: 'web',
  user: { id: 12 },
  plan: { id: 1, name: 'Start 1', tokens_per_hour: 7, tokens_per_month: 5_000, backup_price: 12.5 },
  is_suspended: true,
  backup_settings: { enabled: true },
  ip_addresses: { ipv4: [{ is_primary: false }, { is_primary: true }, { is_primary: false }] },
  created_at: '2026-10-05T10:20:30.000000Z',
};

let emulators: TestEmulators;
beforeEach(() => {
  emulators = newEmulators();
});

function inventory(apiUrl = emulators.panelApiUrl) {
  const { panelToken: token } = emulators;
  const limits = { timeoutMs: 10_000, maxBodyBytes: 1_000_000 };
  return createServerInventory(
    createPanelClient({ apiUrl, token, ...limits, fetch: (input, init) => fetch(input, init) }),
  );
}

/** The next answers of a list, a page each. */
async function answers(path: string, ...pages: readonly (readonly unknown[])[]): Promise<void> {
  await emulators.control(
    ...pages.map((data, i) => ({
      path,
      query: { page: String(i + 1) },
      times: 5,
      body: JSON.stringify({ data, meta: { current_page: i + 1, last_page: pages.length } }),
      contentType: 'application/json',
    })),
  );
}

describe('serverPage', () => {
  it('reads what decides the price of a server', async () => {
    await answers('/servers', [ROW]);
    expect(await inventory().serverPage(1, NO_PLANS)).toEqual({
      ok: true,
      value: {
        lastPage: 1,
        refusedIds: [],
        servers: [
          {
            serverId: 7,
            name: 'web',
            createdAtMs: Date.parse('2026-10-05T10:20:30Z'),
            state: {
              userId: 12,
              plan: {
                id: 1,
                name: 'Start 1',
                prices: {
                  tokensPerHour: 7,
                  tokensPerMonth: 5_000,
                  backupMilliPercent: 12_500,
                  ipTokensPerHour: 0,
                  ipTokensPerMonth: 0,
                },
              },
              backups: true,
              additionalIps: 2,
              suspended: true,
            },
          },
        ],
      },
    });
  });

  it.each([
    ['no user', { user: null }],
    ['no time', { created_at: 'yesterday' }],
    ['a name that is none', { name: 7 }],
  ])('refuses a row with %s, by its id, and reads the others', async (_, deviation) => {
    await answers('/servers', [
      { ...ROW, ...deviation },
      { ...ROW, id: 8 },
    ]);
    expect(await inventory().serverPage(1, NO_PLANS)).toMatchObject({
      value: { refusedIds: [7], servers: [{ serverId: 8 }] },
    });
  });

  it('takes the prices from the list of plans where the row has none, and names a plan that is nowhere', async () => {
    await answers('/servers', [
      { ...ROW, plan: { id: 1, name: 'x' } },
      { ...ROW, id: 8, plan: null },
    ]);
    const plans = await inventory().plans();
    const page = await inventory().serverPage(1, plans.ok ? plans.value : NO_PLANS);
    expect(page).toMatchObject({
      value: {
        servers: [
          { state: { plan: { id: 1, name: 'Start 1', prices: { tokensPerHour: 7 } } } },
          { state: { plan: { id: 0, prices: 'plan_vanished' } } },
        ],
      },
    });
  });

  it('counts the additional addresses of an older panel, which has one list for both kinds', async () => {
    const { ip_addresses: _, ...row } = ROW;
    const ips = [{ ip: '192.0.2.1' }, { ip: '2001:db8::1' }, { ip: '192.0.2.2' }];
    await answers('/servers', [{ ...row, ips }]);
    expect(await inventory().serverPage(1, NO_PLANS)).toMatchObject({
      value: { servers: [{ state: { additionalIps: 1 } }] },
    });
  });

  it.each([
    ['a web page', 'html', 'panel_wrong_address'],
    ['half an answer', 'truncated-json', 'panel_answer_malformed'],
    ['something else', 'wrong-json', 'panel_answer_malformed'],
    ['an error', '500', 'panel_error'],
    ['a broken connection', 'cut-in-body', 'panel_unreachable'],
  ])('fails for %s', async (_, mode, code) => {
    const answer = await inventory(rawUrl(mode)).serverPage(1, NO_PLANS);
    expect(answer).toMatchObject({ ok: false, error: { code, disposition: 'unavailable' } });
  });

  it('fails for a row that has no id, because nobody knows whose it is', async () => {
    await answers('/servers', [{ name: 'web' }]);
    expect(await inventory().serverPage(1, NO_PLANS)).toMatchObject({
      error: { code: 'panel_answer_malformed' },
    });
  });
});

describe('server', () => {
  it('finds a server, and says when there is none', async () => {
    const server = { name: 'web', plan: 1, created_at: '2026-01-01T00:00:00Z' };
    const [user] = await emulators.seed({
      email: 'ann@example.com',
      password: PASSWORD,
      servers: [server],
    });
    const id = user?.servers[0]?.id ?? 0;
    expect(await inventory().server(id, NO_PLANS)).toMatchObject({ value: { serverId: id } });
    expect(await inventory().server(4711, NO_PLANS)).toEqual({ ok: true, value: undefined });
  });
});

describe('entriesAfter', () => {
  const event = (id: number, rest: Record<string, unknown> = {}) => ({
    id,
    event: 'compute_resource_vm_created',
    created_at: '2026-10-05T10:20:30.000000Z',
    data: { id: 100 + id, user_id: 12, plan_id: 1, name: 'web' },
    ...rest,
  });
  const idsOf = async (after: number) => {
    const read = await inventory().entriesAfter(after, NO_PLANS);
    if (!read.ok) throw new Error(read.error.detail);
    return [read.value.entries.map(({ entryId }) => entryId).sort(), read.value] as const;
  };

  it.each([
    [
      'newest first',
      [
        [event(6), event(5)],
        [event(4), event(3)],
        [event(2), event(1)],
      ],
    ],
    [
      'oldest first',
      [
        [event(1), event(2)],
        [event(3), event(4)],
        [event(5), event(6)],
      ],
    ],
  ])(
    'reads a log that comes %s back to the entry that is known, and no further',
    async (_, pages) => {
      await answers('/activity_logs', ...pages);
      const [ids, reading] = await idsOf(3);
      expect(ids).toEqual([4, 5, 6]);
      expect(reading).toMatchObject({ newest: 6, complete: true, refused: 0 });
      const calls = (await emulators.requests()).filter(({ path }) => path.startsWith('/activity'));
      expect(calls.length).toBeLessThanOrEqual(3);
      expect(await inventory().newestEntry()).toEqual({ ok: true, value: 6 });
    },
  );

  it('says when the log does not reach back to it', async () => {
    await answers('/activity_logs', [event(9), event(8)]);
    expect((await idsOf(3))[1]).toMatchObject({ newest: 9, complete: false });
    expect((await idsOf(7))[1]).toMatchObject({ complete: true });
  });

  it('is complete for a log that was empty before, and for one that is empty still', async () => {
    await answers('/activity_logs', [event(1)]);
    expect((await idsOf(0))[1]).toMatchObject({ newest: 1, complete: true });
    await fetch(`${emulators.panelUrl}/control`, { method: 'DELETE' });
    await answers('/activity_logs', []);
    expect((await idsOf(0))[1]).toMatchObject({ newest: 0, complete: true });
  });

  it('reads ids that are texts', async () => {
    const data = { id: '7', user_id: '12', plan_id: '1' };
    await answers('/activity_logs', [event(1, { data })]);
    expect((await idsOf(0))[1]).toMatchObject({
      entries: [{ serverId: 7, userId: 12, plan: { id: 1 } }],
      refused: 0,
    });
  });

  it('reads deletions of many servers in one entry', async () => {
    const batch = { event: 'compute_resource_vm_batch_deleted', data: { id: [7, 8] } };
    await answers('/activity_logs', [event(1, batch)]);
    expect((await idsOf(0))[1].entries).toMatchObject([
      { serverId: 7, kind: 'deleted', userId: 0 },
      { serverId: 8, kind: 'deleted' },
    ]);
  });

  it('counts entries about servers that it cannot read, and skips what is about something else', async () => {
    await answers('/activity_logs', [
      event(4, { event: 'constructor' }),
      event(3, { event: 'user_created', data: null }),
      event(2, { data: { id: 'seven' } }),
      event(1, { created_at: 'yesterday' }),
    ]);
    expect((await idsOf(0))[1]).toMatchObject({ entries: [], refused: 2 });
  });
});
