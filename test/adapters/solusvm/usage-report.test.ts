import { describe, expect, it } from 'vitest';
import { createPanelClient } from '#adapters/solusvm/panel-client.ts';
import {
  createUsageReport,
  DEFAULT_USAGE_REPORT,
  type UsageReportSettings,
} from '#adapters/solusvm/usage-report.ts';
import type { UnavailableReason } from '#core/usage/usage.ts';
import type { Log, LogFields } from '#ports/log.ts';
import { type FailureRule, newEmulators, type TestEmulators } from '../../support/emulators.ts';

const MARCH = { startMs: Date.UTC(2026, 2, 1), endMs: Date.UTC(2026, 3, 1) };
const PASSWORD = 'Abcdef123';

function reportOf(
  emulators: TestEmulators,
  {
    settings = DEFAULT_USAGE_REPORT,
    token = emulators.panelToken,
    apiUrl = emulators.panelApiUrl,
    warnings = [] as LogFields[],
  } = {},
) {
  const log: Log = {
    info() {},
    warn: (_event, fields = {}) => warnings.push(fields),
    error() {},
  };
  const timeoutMs = 500;
  const maxBodyBytes = 1_000_000;
  const fetch = globalThis.fetch;
  return createUsageReport(
    createPanelClient({ apiUrl, token, timeoutMs, maxBodyBytes, fetch }),
    log,
    settings,
  );
}

/** Ann, panel user 2, with two servers in March; one with backups, one deleted after five minutes. */
async function withUsage(): Promise<TestEmulators> {
  const emulators = newEmulators();
  await emulators.setClock('2026-04-02T00:00:00Z');
  await emulators.seed({
    email: 'ann@example.com',
    password: PASSWORD,
    servers: [
      { name: 'web-1', plan: 'Start 1', created_at: '2026-02-10T00:00:00Z', backups: true },
      {
        name: 'web-2',
        plan: 'Start 1',
        created_at: '2026-03-10T08:00:00Z',
        deleted_at: '2026-03-10T08:05:00Z',
      },
    ],
  });
  return emulators;
}

describe('createUsageReport', () => {
  it('reads what each server used, as the panel counts it', async () => {
    const emulators = await withUsage();
    expect(await reportOf(emulators).read(2, MARCH)).toEqual({
      kind: 'measured',
      servers: [
        { serverId: 1, name: 'web-1', hours: 744, tokens: 5000, backupTokens: 500 },
        { serverId: 2, name: 'web-2', hours: 1, tokens: 7, backupTokens: 0 },
      ],
    });
    const [request] = await emulators.requests();
    expect(request?.path).toBe(
      '/usage/report?user_id=2&from=2026-03-01T00%3A00%3A00.000Z&to=2026-04-01T00%3A00%3A00.000Z&page=1',
    );
  });

  it('reads all pages', async () => {
    const emulators = await withUsage();
    await emulators.panelOptions({ defaultPerPage: 1 });
    const usage = await reportOf(emulators).read(2, MARCH);
    expect(usage.kind === 'measured' && usage.servers.map(({ serverId }) => serverId)).toEqual([
      1, 2,
    ]);
  });

  it('answers none for a user without servers in the range', async () => {
    const emulators = newEmulators();
    await emulators.seed({ email: 'bob@example.com', password: PASSWORD });
    expect(await reportOf(emulators).read(2, MARCH)).toEqual({ kind: 'none' });
  });

  it('reads another form of report by its settings', async () => {
    const emulators = newEmulators();
    const row = '{"vm":"12","label":"db","h":"3","cost":21}';
    await emulators.control({
      path: '/billing/9',
      body: `{"data":[${row}],"meta":{"current_page":1,"last_page":1}}`,
    });
    const fields = {
      userId: '',
      serverId: 'vm',
      name: 'label',
      hours: 'h',
      tokens: 'cost',
      backupTokens: '',
    };
    const settings = { pathTemplate: '/billing/{userId}', fields };
    expect(await reportOf(emulators, { settings }).read(9, MARCH)).toEqual({
      kind: 'measured',
      servers: [{ serverId: 12, name: 'db', hours: 3, tokens: 21, backupTokens: 0 }],
    });
  });

  it.each([
    ['a missing field', { omit: 'backup_tokens' }],
    ['a missing server id', { omit: 'server_id' }],
    ['a missing name', { omit: 'server_name' }],
    ['negative tokens', { body: rowsWith('"tokens":-1') }],
    ['a fraction', { body: rowsWith('"tokens":1.5') }],
    ['a number beyond safe integers', { body: rowsWith('"tokens":9007199254740993') }],
    ['text that is no number', { body: rowsWith('"tokens":"1e3"') }],
    ['null', { body: rowsWith('"tokens":null') }],
    ['a row that is null', { body: '{"data":[null],"meta":{"current_page":1,"last_page":1}}' }],
    [
      'an object instead of a list',
      { body: '{"data":{},"meta":{"current_page":1,"last_page":1}}' },
    ],
    ['no meta', { body: '{"data":[]}' }],
    ['null as answer', { body: 'null' }],
    ['broken JSON', { truncate: 30 }],
  ])('is unavailable, never zero, for %s', async (_name, effect) => {
    const emulators = await withUsage();
    await emulators.control({ path: '/usage/report', ...effect });
    expect(await reportOf(emulators).read(2, MARCH)).toEqual({
      kind: 'unavailable',
      why: 'report_malformed',
    });
  });

  it.each<[UnavailableReason, Omit<FailureRule, 'path'>, number]>([
    ['panel_unreachable', { loseReply: true }, 2],
    ['panel_error', { status: 502 }, 2],
    ['panel_error', { status: 429 }, 1],
    ['panel_error', { status: 422 }, 1],
    ['panel_slow', { delayMs: 700 }, 1],
    ['panel_refused_token', { status: 403 }, 1],
    ['panel_wrong_address', { contentType: 'text/html' }, 1],
    ['panel_user_missing', { status: 404 }, 1],
  ])('is unavailable for %s by %o after %i calls', async (why, effect, calls) => {
    const emulators = await withUsage();
    await emulators.control({ path: '/usage/report', times: 9, ...effect });
    expect(await reportOf(emulators).read(2, MARCH)).toEqual({ kind: 'unavailable', why });
    expect(await emulators.requests()).toHaveLength(calls);
  });

  it.each([{ status: 500 }, { loseReply: true }] as const)('gets over %o once', async (effect) => {
    const emulators = await withUsage();
    await emulators.control({ path: '/usage/report', ...effect });
    expect(await reportOf(emulators).read(2, MARCH)).toMatchObject({ kind: 'measured' });
  });

  it('is unavailable where nobody listens, and says why in the log, without the token', async () => {
    const warnings: LogFields[] = [];
    const emulators = newEmulators();
    const report = reportOf(emulators, { apiUrl: 'http://127.0.0.1:9', warnings });
    const why = 'panel_unreachable';
    expect(await report.read(2, MARCH)).toEqual({ kind: 'unavailable', why });
    expect(warnings).toMatchObject([{ panelUserId: 2, why }]);
    expect(JSON.stringify(warnings)).not.toContain(emulators.panelToken);
  });

  it('is unavailable for a user whom the panel does not know', async () => {
    expect(await reportOf(newEmulators()).read(99, MARCH)).toEqual({
      kind: 'unavailable',
      why: 'panel_user_missing',
    });
  });
});

const MANY: UsageReportSettings = {
  pathTemplate: '/usage/report?user_ids={userIds}&from={from}&to={to}&per_page=100',
  fields: { ...DEFAULT_USAGE_REPORT.fields, userId: 'user_id' },
};

/** Panel users 2 to 5: the first three with a server each, the last one without. */
async function withFour(): Promise<TestEmulators> {
  const emulators = newEmulators();
  await emulators.setClock('2026-04-02T00:00:00Z');
  for (const name of ['ann', 'bob', 'cat', 'dan']) {
    const server = { name, plan: 'Start 1', created_at: '2026-02-10T00:00:00Z' };
    await emulators.seed({
      email: `${name}@example.com`,
      password: PASSWORD,
      servers: name === 'dan' ? [] : [server],
    });
  }
  return emulators;
}

describe('a report of several users', () => {
  const measured = (serverId: number, name: string) => {
    return {
      kind: 'measured',
      servers: [{ serverId, name, hours: 744, tokens: 5000, backupTokens: 0 }],
    };
  };
  const ALL = [measured(1, 'ann'), measured(2, 'bob'), measured(3, 'cat')];
  const asked = async (emulators: TestEmulators) =>
    (await emulators.requests()).map(({ path }) => /user_ids=([\d,]+)/.exec(path)?.[1]);

  it('is read by one call, in the order asked', async () => {
    const emulators = await withFour();
    const report = reportOf(emulators, { settings: MANY });
    expect(await report.readMany([4, 2, 3], MARCH)).toEqual([ALL[2], ALL[0], ALL[1]]);
    expect(await asked(emulators)).toEqual(['4,2,3']);
  });

  it('asks alone about whom the answer leaves out', async () => {
    const emulators = await withFour();
    const report = reportOf(emulators, { settings: MANY });
    expect(await report.readMany([2, 5], MARCH)).toEqual([ALL[0], { kind: 'none' }]);
    expect(await asked(emulators)).toEqual(['2,5', '5']);
  });

  it('bills nobody for nothing where the panel takes only the first of the list', async () => {
    const emulators = await withFour();
    const row = '"user_id":2,"tokens":5000';
    await emulators.control({
      path: '/usage/report',
      query: { user_ids: '2,3' },
      body: rowsWith(row),
    });
    const report = reportOf(emulators, { settings: MANY });
    expect(await report.readMany([2, 3], MARCH)).toMatchObject([{ kind: 'measured' }, ALL[1]]);
  });

  it.each<[string, Omit<FailureRule, 'path'>]>([
    [
      'a row is of somebody else',
      { body: rowsWith('"user_id":2,"tokens":1', '"user_id":7,"tokens":1') },
    ],
    ['a row does not say whose it is', { omit: 'user_id' }],
    ['a row is malformed', { omit: 'tokens' }],
    ['the panel refuses the list', { status: 422 }],
    ['the list is too much for the panel', { delayMs: 700 }],
    ['the panel fails twice', { status: 500, times: 2 }],
    ['one of them is not there', { status: 404 }],
  ])('asks about each alone where %s', async (_name, effect) => {
    const emulators = await withFour();
    await emulators.control({ path: '/usage/report', query: { user_ids: '2,3,4' }, ...effect });
    const report = reportOf(emulators, { settings: MANY });
    expect(await report.readMany([2, 3, 4], MARCH)).toEqual(ALL);
    expect((await asked(emulators)).slice(-3)).toEqual(['2', '3', '4']);
  });

  it('stops at the first failure alone: a panel that is down costs two time-outs, not fifty', async () => {
    const emulators = await withFour();
    await emulators.control({ path: '/usage/report', times: 99, delayMs: 700 });
    const report = reportOf(emulators, { settings: MANY });
    const unavailable = { kind: 'unavailable', why: 'panel_slow' };
    expect(await report.readMany([2, 3, 4], MARCH)).toEqual([
      unavailable,
      unavailable,
      unavailable,
    ]);
    expect(await asked(emulators)).toEqual(['2,3,4', '2']);
  });

  it("refuses another user's row in an answer about one", async () => {
    const emulators = await withFour();
    await emulators.control({ path: '/usage/report', body: rowsWith('"user_id":3,"tokens":1') });
    expect(await reportOf(emulators, { settings: MANY }).read(2, MARCH)).toEqual({
      kind: 'unavailable',
      why: 'report_malformed',
    });
  });
});

function rowsWith(...fields: string[]): string {
  const rows = fields.map(
    (more, i) => `{"server_id":${i + 1},"server_name":"a","hours":1,"backup_tokens":0,${more}}`,
  );
  return `{"data":[${rows.join(',')}],"meta":{"current_page":1,"last_page":1}}`;
}
