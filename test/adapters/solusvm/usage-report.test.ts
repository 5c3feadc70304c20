import { describe, expect, it } from 'vitest';
import { createPanelClient } from '#adapters/solusvm/panel-client.ts';
import { createUsageReport, DEFAULT_USAGE_REPORT } from '#adapters/solusvm/usage-report.ts';
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
    const fields = { serverId: 'vm', name: 'label', hours: 'h', tokens: 'cost', backupTokens: '' };
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
    ['negative tokens', { body: rowWith('"tokens":-1') }],
    ['a fraction', { body: rowWith('"tokens":1.5') }],
    ['a number beyond safe integers', { body: rowWith('"tokens":9007199254740993') }],
    ['text that is no number', { body: rowWith('"tokens":"1e3"') }],
    ['null', { body: rowWith('"tokens":null') }],
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

function rowWith(field: string): string {
  const row = `{"server_id":1,"server_name":"a","hours":1,"backup_tokens":0,${field}}`;
  return `{"data":[${row}],"meta":{"current_page":1,"last_page":1}}`;
}
