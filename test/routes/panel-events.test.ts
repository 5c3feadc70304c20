import { beforeEach, describe, expect, it } from 'vitest';
import { monthRange } from '#core/month.ts';
import { runCron } from '../../src/jobs/cron.ts';
import { PANEL_TOKEN } from '../support/credentials.ts';
import { catchLogs } from '../support/logs.ts';
import { PASSWORD } from '../support/people.ts';
import { month, newWorld, type World } from '../support/world.ts';

const SECRET = 'a-secret-that-only-the-panel-knows-0001';
const OCTOBER = monthRange(month('2026-10'), 'UTC');
const LOOK = '7 * * * *';

let world: World;
let userId: number;

beforeEach(async () => {
  catchLogs();
  const settings = { USAGE_SOURCE: 'metering', PANEL_EVENT_SECRET: SECRET };
  world = await newWorld({ settings, now: '2026-09-30T12:00:00Z' });
  const [user] = await world.emulators.seed({ email: 'ann@example.com', password: PASSWORD });
  userId = user?.id ?? 0;
  await runCron(LOOK, world.ports);
});

async function api(method: string, path: string, body?: unknown): Promise<{ id: number }> {
  const answer = await fetch(`${world.emulators.panelApiUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${PANEL_TOKEN}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return ((await answer.json()) as { data: { id: number } }).data;
}

const order = () =>
  api('POST', '/servers', { name: 'web', plan: 1, location: 1, os: 1, user: userId });
const event = (query: string, init: RequestInit = {}, secret = SECRET) =>
  world.request(`/panel/events/${secret}?${query}`, { method: 'POST', ...init });
const events = () =>
  world.sql('SELECT server_id, times, settled_by FROM panel_event ORDER BY received_at_ms');
const sightings = () => world.sql('SELECT server_id, at_ms, source FROM metered_sighting');

describe('POST /panel/events/:secret', () => {
  it('stores the event, and asks the panel what is true', async () => {
    const { id } = await order();
    await world.setNow('2026-09-30T12:30:00Z');
    const answer = await event(`event=server_created&server_id=${id}`);
    expect([answer.status, await answer.json()]).toEqual([202, { stored: true }]);
    expect(await events()).toEqual([{ server_id: id, times: 1, settled_by: 'asked' }]);
    expect(await sightings()).toEqual([
      { server_id: id, at_ms: Date.parse('2026-09-30T12:30:00Z'), source: 'event' },
    ]);
  });

  it.each([
    ['another secret', `${SECRET}x`],
    ['a shorter one', SECRET.slice(0, -1)],
    ['another case', SECRET.toUpperCase()],
    ['none', 'x'],
  ])(
    'answers a stranger with %s like a page that is not there, and stores nothing',
    async (_, secret) => {
      const answer = await event('server_id=1', {}, secret);
      const nowhere = await world.request('/panel/nowhere', { method: 'POST' });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toBe(nowhere.headers.get('content-type'));
      expect(await events()).toEqual([]);
    },
  );

  it('is not there where no event handler is set up', async () => {
    const other = await newWorld();
    const answer = await other.request(`/panel/events/${SECRET}?server_id=1`, { method: 'POST' });
    expect(answer.status).toBe(404);
  });

  it('keeps the secret out of the store and the log', async () => {
    const lines = catchLogs();
    await event('server_id=7');
    await event('server_id=7', {}, `${SECRET}x`);
    expect(JSON.stringify([await world.sql('SELECT * FROM panel_event'), lines])).not.toContain(
      SECRET,
    );
  });

  it('stores an event that comes twice once, and looks again', async () => {
    const { id } = await order();
    await event(`event=server_changed&server_id=${id}`);
    await api('PATCH', `/servers/${id}`, { backup_settings: { enabled: true } });
    await world.setNow('2026-09-30T12:40:00Z');
    await event(`event=server_changed&server_id=${id}`);
    expect(await events()).toEqual([{ server_id: id, times: 2, settled_by: 'asked' }]);
    expect(await sightings()).toHaveLength(2);
  });

  it('believes nothing that an event says: out of order they come to the same', async () => {
    const { id } = await order();
    await runCron(LOOK, world.ports);
    await event(`event=server_deleted&server_id=${id}`);
    await event(`event=server_created&server_id=${id}`);
    await world.setNow('2026-11-01T00:07:00Z');
    await runCron(LOOK, world.ports);
    expect(await world.ports.usage.read(userId, OCTOBER)).toMatchObject({
      servers: [{ hours: 744 }],
    });
  });

  it('keeps an event about a server that nobody knows until the next look', async () => {
    await event('event=server_deleted&server_id=4711');
    expect(await events()).toEqual([{ server_id: 4711, times: 1, settled_by: '' }]);
    await world.setNow('2026-09-30T13:07:00Z');
    await runCron(LOOK, world.ports);
    expect(await events()).toEqual([{ server_id: 4711, times: 1, settled_by: 'look' }]);
  });

  it('keeps an event while the panel is down; the pulse settles it', async () => {
    const { id } = await order();
    await world.emulators.control({ path: '/*', method: 'GET', status: 503, times: 4 });
    expect((await event(`server_id=${id}`)).status).toBe(202);
    expect(await events()).toMatchObject([{ settled_by: '' }]);
    await fetch(`${world.emulators.panelUrl}/control`, { method: 'DELETE' });
    await runCron('*/5 * * * *', world.ports);
    expect(await events()).toMatchObject([{ settled_by: 'asked' }]);
  });

  it.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'server_id=ID'],
    ['JSON', { 'content-type': 'application/json' }, '{"server_id": ID}'],
  ])('reads the server from %s as well', async (_, headers, body) => {
    const { id } = await order();
    await event('', { headers, body: body.replace('ID', String(id)) });
    expect(await events()).toMatchObject([{ server_id: id, settled_by: 'asked' }]);
  });

  it.each(['', 'server_id=abc', 'server_id=-3', 'server_id=1e99'])(
    'keeps an event that names no server: "%s"',
    async (query) => {
      expect((await event(query)).status).toBe(202);
      expect(await events()).toMatchObject([{ server_id: 0, settled_by: '' }]);
    },
  );

  it('refuses a body that is no event', async () => {
    expect((await event('', { body: 'x'.repeat(17 * 1024) })).status).toBe(413);
    expect(await events()).toEqual([]);
  });
});
