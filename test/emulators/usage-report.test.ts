/** The report's form is an assumption; the numbers 5,208, 5,000, 4,900 and 500 are the vendor's own examples. */
import { describe, expect, it } from 'vitest';
import { type EmulatorServer, makeUser, startEmulators } from './support/emulator-server.ts';

const JANUARY = 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z';
const IN_FEBRUARY = () => Date.UTC(2026, 1, 10);

interface SeedServer {
  readonly name: string;
  readonly plan: string;
  readonly created_at: string;
  readonly deleted_at?: string;
  readonly backups?: boolean;
}

async function reportOf(emulators: EmulatorServer, servers: SeedServer[], range = JANUARY) {
  const email = `${crypto.randomUUID()}@example.com`;
  const users = [{ email, password: 'Abcdef123', servers }];
  const seeded = await emulators.call('POST', '/solusvm/control', { seed: { users } });
  const { id } = seeded.json.users[0];
  return (await emulators.api('GET', `/usage/report?user_id=${id}&${range}`)).json;
}

const WHOLE = { name: 'web-1', plan: 'Start 1', created_at: '2025-12-15T10:20:00Z' };

describe('GET /usage/report', () => {
  it('caps a whole month at the monthly price and adds backups', async () => {
    const report = await reportOf(await startEmulators(IN_FEBRUARY), [{ ...WHOLE, backups: true }]);
    expect(report.data).toEqual([
      {
        server_id: expect.any(Number),
        server_name: 'web-1',
        plan_name: 'Start 1',
        hours: 744,
        tokens: 5000,
        backup_tokens: 500,
      },
    ]);
    expect(report.meta.total).toBe(1);
  });

  it('counts hours below the cap', async () => {
    const server = { ...WHOLE, created_at: '2026-01-02T20:00:00Z' };
    const { data } = await reportOf(await startEmulators(IN_FEBRUARY), [server]);
    expect(data[0]).toMatchObject({ hours: 700, tokens: 4900, backup_tokens: 0 });
  });

  it('counts each started hour, also of a server deleted within the range', async () => {
    const server = {
      ...WHOLE,
      created_at: '2026-01-10T08:58:00Z',
      deleted_at: '2026-01-10T09:03:00Z',
    };
    const { data } = await reportOf(await startEmulators(IN_FEBRUARY), [server]);
    expect(data[0]).toMatchObject({ hours: 1, tokens: 7 });
  });

  it('has no cap where the monthly price is 0', async () => {
    const server = { ...WHOLE, plan: 'Hourly, no monthly cap' };
    const { data } = await reportOf(await startEmulators(IN_FEBRUARY), [server]);
    expect(data[0]).toMatchObject({ hours: 744, tokens: 7440 });
  });

  it('leaves out servers without an hour in the half-open range', async () => {
    const { data } = await reportOf(await startEmulators(IN_FEBRUARY), [
      {
        ...WHOLE,
        name: 'gone',
        created_at: '2025-12-01T00:00:00Z',
        deleted_at: '2026-01-01T00:00:00Z',
      },
      { ...WHOLE, name: 'later', created_at: '2026-02-01T00:00:00Z' },
    ]);
    expect(data).toEqual([]);
  });

  it('counts up to now when the range is not over', async () => {
    const emulators = await startEmulators(() => Date.UTC(2026, 0, 1, 1, 30));
    const { data } = await reportOf(emulators, [WHOLE]);
    expect(data[0]).toMatchObject({ hours: 2, tokens: 14 });
  });

  it('follows a range in another time zone', async () => {
    const range = 'from=2026-01-01T00:00:00%2B01:00&to=2026-01-01T02:00:00%2B01:00';
    const { data } = await reportOf(await startEmulators(IN_FEBRUARY), [WHOLE], range);
    expect(data[0].hours).toBe(2);
  });

  it('prices a resize by spans, under the higher cap', async () => {
    let nowMs = Date.UTC(2026, 0, 1);
    const emulators = await startEmulators(() => nowMs);
    const { id } = await makeUser(emulators);
    const order = { name: 'web-1', plan: 1, location: 1, os: 1, user: id };
    const server = (await emulators.api('POST', '/servers', order)).json.data.id;
    nowMs = Date.UTC(2026, 0, 1, 10, 30);
    await emulators.api('POST', `/servers/${server}/resize`, { plan_id: 2 });
    const rows = async () =>
      (await emulators.api('GET', `/usage/report?user_id=${id}&${JANUARY}`)).json.data;
    nowMs = Date.UTC(2026, 0, 2);
    expect(await rows()).toMatchObject([
      { plan_name: 'Start 2', hours: 24, tokens: 11 * 7 + 13 * 14 },
    ]);
    nowMs = Date.UTC(2026, 1, 1);
    expect(await rows()).toMatchObject([{ hours: 744, tokens: 10_000 }]);
  });

  it('keeps the prices a server was made with', async () => {
    const emulators = await startEmulators(IN_FEBRUARY);
    const email = 'ann@example.com';
    const users = [{ email, password: 'Abcdef123', servers: [WHOLE] }];
    const seeded = await emulators.call('POST', '/solusvm/control', { seed: { users } });
    await emulators.api('PATCH', '/plans/1', { tokens_per_month: 1 });
    const query = `user_id=${seeded.json.users[0].id}&${JANUARY}`;
    expect((await emulators.api('GET', `/usage/report?${query}`)).json.data[0].tokens).toBe(5000);
  });

  it('comes in pages', async () => {
    const servers = Array.from({ length: 17 }, (_, n) => ({ ...WHOLE, name: `web-${n}` }));
    const emulators = await startEmulators(IN_FEBRUARY);
    const first = await reportOf(emulators, servers);
    expect([first.data.length, first.meta.last_page]).toEqual([15, 2]);
    const second = await emulators.api('GET', `/usage/report${new URL(first.links.next).search}`);
    expect(second.json.data).toHaveLength(2);
  });

  it('answers 404 for an unknown user', async () => {
    const { api } = await startEmulators();
    expect((await api('GET', `/usage/report?user_id=999&${JANUARY}`)).status).toBe(404);
  });

  it.each([
    ['user_id', JANUARY],
    ['user_id', `user_id=ann&${JANUARY}`],
    ['from', 'user_id=1&to=2026-02-01T00:00:00Z'],
    ['to', 'user_id=1&from=2026-01-01T00:00:00Z'],
    ['from', 'user_id=1&from=2026-01&to=2026-02-01T00:00:00Z'],
    ['to', 'user_id=1&from=2026-02-01T00:00:00Z&to=2026-02-01T00:00:00Z'],
  ])('answers 422 with errors.%s for %s', async (field, query) => {
    const { api } = await startEmulators();
    const reply = await api('GET', `/usage/report?${query}`);
    expect([reply.status, Object.keys(reply.json.errors)]).toEqual([422, [field]]);
  });
});
