import { beforeEach, describe, expect, it } from 'vitest';
import { monthRange } from '#core/month.ts';
import { runCron } from '../../../src/jobs/cron.ts';
import { PANEL_TOKEN } from '../../support/credentials.ts';
import { catchLogs } from '../../support/logs.ts';
import { PASSWORD } from '../../support/people.ts';
import { month, newWorld, type World } from '../../support/world.ts';

const LOOK = '7 * * * *';
const PULSE = '*/5 * * * *';
const OCTOBER = monthRange(month('2026-10'), 'UTC');

let world: World;
let userId: number;

beforeEach(async () => {
  catchLogs();
  world = await newWorld({ settings: { USAGE_SOURCE: 'metering' }, now: '2026-09-30T12:00:00Z' });
  const [user] = await world.emulators.seed({ email: 'ann@example.com', password: PASSWORD });
  userId = user?.id ?? 0;
});

async function api(method: string, path: string, body?: unknown): Promise<{ id: number }> {
  const answer = await fetch(`${world.emulators.panelApiUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${PANEL_TOKEN}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { data: { id: number } }).data;
}

const order = (deviation: Record<string, unknown> = {}) =>
  api('POST', '/servers', { name: 'web', plan: 1, location: 1, os: 1, user: userId, ...deviation });

async function lookAt(iso: string, cron = LOOK): Promise<void> {
  await world.setNow(iso);
  await runCron(cron, world.ports);
}

const usage = () => world.ports.usage.read(userId, OCTOBER);
const looks = () =>
  world.sql<{ state: string; failure: string; servers: number; changed: number }>(
    'SELECT state, failure, servers, changed FROM metering_look ORDER BY started_at_ms',
  );
const gets = async (path: string) =>
  (await world.emulators.requests()).filter((call) => call.path.startsWith(path)).length;

describe('lookAround', () => {
  it('does nothing where nobody meters', async () => {
    const other = await newWorld();
    await runCron(LOOK, other.ports);
    await runCron(PULSE, other.ports);
    expect(await other.sql('SELECT * FROM metering_look')).toEqual([]);
    expect(await other.emulators.requests()).toEqual([]);
  });

  it('writes what changed, and nothing for what is as it was', async () => {
    const { id } = await order();
    await order();
    await lookAt('2026-09-30T13:07:00Z');
    await lookAt('2026-09-30T14:07:00Z');
    await api('PATCH', `/servers/${id}`, { backup_settings: { enabled: true } });
    await lookAt('2026-09-30T15:07:00Z');
    expect((await looks()).map(({ servers, changed }) => [servers, changed])).toEqual([
      [2, 2],
      [2, 0],
      [2, 1],
    ]);
    expect(await world.sql('SELECT 1 FROM metered_sighting')).toHaveLength(3);
    expect(await world.sql('SELECT 1 FROM metering_look_part')).toEqual([]);
  });

  it('finds a server that lived between two looks in the log', async () => {
    await lookAt('2026-09-30T13:07:00Z');
    await world.setNow('2026-10-05T10:20:00Z');
    const { id } = await order({ plan: 2 });
    await world.setNow('2026-10-05T10:25:00Z');
    await api('DELETE', `/servers/${id}`);
    await lookAt('2026-11-01T00:07:00Z');
    expect(await usage()).toMatchObject({
      kind: 'measured',
      servers: [{ serverId: id, name: 'web', hours: 1, tokens: 14 }],
    });
  });

  it('leaves the month unavailable while the panel cannot be read, and heals with the next good look', async () => {
    const { id } = await order();
    await lookAt('2026-09-30T13:07:00Z');
    await world.emulators.control({ path: '/*', status: 503, times: 1_000_000 });
    await lookAt('2026-11-01T00:07:00Z');
    expect(await usage()).toEqual({ kind: 'unavailable', why: 'metering_behind', detail: '' });
    expect((await looks()).at(-1)).toMatchObject({ state: 'listing', failure: 'panel_error' });
    await fetch(`${world.emulators.panelUrl}/control`, { method: 'DELETE' });
    await lookAt('2026-11-01T00:15:00Z', PULSE);
    expect((await looks()).at(-1)).toMatchObject({ state: 'good', failure: '' });
    expect(await usage()).toMatchObject({ servers: [{ serverId: id, hours: 744, tokens: 5_000 }] });
  });

  it('gives a look up that took too long, and begins anew', async () => {
    await lookAt('2026-09-30T13:07:00Z');
    await world.emulators.control({ path: '/activity_logs', status: 503, times: 2 });
    await lookAt('2026-09-30T14:07:00Z');
    await lookAt('2026-09-30T15:07:00Z');
    expect((await looks()).map(({ state }) => state)).toEqual(['good', 'abandoned', 'good']);
  });

  it('is made up for by the pulse when its trigger never came', async () => {
    await lookAt('2026-09-30T13:07:00Z');
    await lookAt('2026-09-30T14:00:00Z', PULSE);
    expect(await looks()).toHaveLength(1);
    await lookAt('2026-09-30T14:10:00Z', PULSE);
    expect(await looks()).toHaveLength(2);
  });

  it('begins once, however many begin at once', async () => {
    await order();
    await world.setNow('2026-09-30T13:07:00Z');
    await Promise.all([1, 2, 3].map(() => runCron(LOOK, world.ports)));
    expect(await looks()).toMatchObject([{ state: 'good', servers: 1, changed: 1 }]);
  });

  it('goes on from the page where the panel failed', async () => {
    await world.emulators.panelOptions({ honourPerPage: false, defaultPerPage: 1 });
    // A batch is 60 pages, after the first one: the panel fails in the second batch.
    for (let n = 0; n < 70; n++) await order({ user: 1 });
    await world.emulators.control({
      path: '/servers',
      query: { page: '65' },
      status: 503,
      times: 2,
    });
    await lookAt('2026-09-30T13:07:00Z');
    const [stopped] = await world.sql('SELECT state, next_page, servers FROM metering_look');
    expect(stopped).toEqual({ state: 'listing', next_page: 62, servers: 61 });
    const before = await gets('/servers?');
    await lookAt('2026-09-30T13:12:00Z', PULSE);
    expect(await looks()).toMatchObject([{ state: 'good', servers: 70, changed: 70 }]);
    expect((await gets('/servers?')) - before).toBe(9);
  });

  it('asks for a server that the list missed before it is taken for gone', async () => {
    const { id } = await order();
    await lookAt('2026-09-30T13:07:00Z');
    const empty = { data: [], meta: { current_page: 1, last_page: 1, total: 0 } };
    await world.emulators.control({
      path: '/servers',
      query: { page: '1' },
      body: JSON.stringify(empty),
      contentType: 'application/json',
    });
    await lookAt('2026-09-30T14:07:00Z');
    await lookAt('2026-11-01T00:07:00Z');
    expect(await usage()).toMatchObject({ servers: [{ serverId: id, hours: 744 }] });
  });

  it('ends a server that vanished without a word when it was last seen', async () => {
    const { id } = await order();
    await lookAt('2026-09-30T13:07:00Z');
    await lookAt('2026-10-01T12:00:00Z');
    await world.emulators.control(
      {
        path: '/servers',
        query: { page: '1' },
        body: LIST_OF_NONE,
        contentType: 'application/json',
      },
      { path: `/servers/${id}`, status: 404 },
    );
    await lookAt('2026-10-01T13:07:00Z');
    await world.emulators.control({
      path: '/servers',
      query: { page: '1' },
      body: LIST_OF_NONE,
      contentType: 'application/json',
    });
    await lookAt('2026-11-01T00:07:00Z');
    expect(await usage()).toMatchObject({ servers: [{ serverId: id, hours: 12 }] });
  });

  it('marks what a shortened log hides, and holds the month back for it', async () => {
    await order();
    await world.setNow('2026-09-30T12:30:00Z');
    await lookAt('2026-09-30T13:07:00Z');
    const entries = [{ id: 900, event: 'user_created', created_at: '2026-10-02T00:00:00.000000Z' }];
    const meta = { current_page: 1, last_page: 1, total: 1 };
    await world.emulators.control({
      path: '/activity_logs',
      body: JSON.stringify({ data: entries, meta }),
      contentType: 'application/json',
    });
    await lookAt('2026-10-02T13:07:00Z');
    await lookAt('2026-11-01T00:07:00Z');
    expect(await usage()).toMatchObject({ kind: 'unavailable', why: 'metering_gap' });
  });
});

const LIST_OF_NONE = JSON.stringify({
  data: [],
  meta: { current_page: 1, last_page: 1, total: 0 },
});

describe('a server without an owner', () => {
  it('is named in an error, because nobody pays for it', async () => {
    await lookAt('2026-09-30T13:07:00Z');
    const events = ['compute_resource_vm_delete_requested', 'compute_resource_vm_created'];
    const data = events.map((event, n) => {
      return { id: 99 - n, event, created_at: '2026-10-02T00:00:00.000000Z', data: { id: 4711 } };
    });
    const known = { id: 3, event: 'user_created', created_at: '2026-09-01T00:00:00.000000Z' };
    await world.emulators.control({
      path: '/activity_logs',
      body: JSON.stringify({ data: [...data, known], meta: { current_page: 1, last_page: 1 } }),
      contentType: 'application/json',
    });
    const lines = catchLogs();
    await lookAt('2026-10-02T13:07:00Z');
    expect(JSON.stringify(lines)).toContain('servers_without_owner');
    expect(JSON.stringify(lines)).toContain('4711');
  });
});

describe('plans', () => {
  it('keep the prices of servers when the panel no longer lists them', async () => {
    const { id } = await order();
    await lookAt('2026-09-30T13:07:00Z');
    const server = {
      id,
      name: 'web',
      user: { id: userId },
      plan: { id: 1, name: 'Start 1' },
      created_at: '2026-09-30T12:00:00.000000Z',
    };
    await listing(server, []);
    await lookAt('2026-09-30T14:07:00Z');
    await lookAt('2026-11-01T00:07:00Z');
    expect(await usage()).toMatchObject({ servers: [{ tokens: 5_000 }] });
    expect(await world.sql('SELECT refused FROM metering_look WHERE refused > 0')).toEqual([]);
  });

  it.each([
    ['plan_vanished', { id: 77, name: 'Never listed' }],
    ['plan_malformed', { id: 1, name: 'Start 1', tokens_per_hour: -7 }],
    ['plan_malformed', { id: 1, name: 'Start 1', tokens_per_hour: 1.5 }],
    ['plan_malformed', { id: 1, name: 'Start 1', tokens_per_hour: 1e12 }],
  ])('that cannot be billed hold their clients back and no others: %s', async (why, plan) => {
    await order();
    await lookAt('2026-09-30T13:07:00Z');
    const rest = { name: 'x', created_at: '2026-09-30T12:00:00.000000Z' };
    await listing({ id: 50, user: { id: userId }, plan, ...rest }, []);
    await lookAt('2026-10-09T13:07:00Z');
    await lookAt('2026-11-01T00:07:00Z');
    expect(await usage()).toMatchObject({ kind: 'unavailable', why });
    expect(await world.ports.usage.read(userId + 1, OCTOBER)).toEqual({ kind: 'none' });
  });

  /** The next list of servers has this one as well. */
  async function listing(server: Record<string, unknown>, plans: unknown[]): Promise<void> {
    const one = (data: unknown[]) =>
      JSON.stringify({ data, meta: { current_page: 1, last_page: 1, total: data.length } });
    await world.emulators.control(
      {
        path: '/servers',
        query: { page: '1' },
        body: one([server]),
        contentType: 'application/json',
      },
      { path: '/plans', body: one(plans), contentType: 'application/json' },
    );
  }
});
