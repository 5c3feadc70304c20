// The doctor over the whole Worker: every mistake is planted alone, in the panel, the billing system, DNS, the database
// or the settings, and must come out as exactly one finding that names what to do.
import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import type { Finding } from '#core/doctor/finding.ts';
import { examine } from '#usecases/doctor/examine.ts';
import { createEntry } from '../../../src/entry.ts';
import { WHMCS } from '../../adapters/billing/contract/support/whmcs.ts';
import { makeClient, makeEnrolled } from '../../support/clients.ts';
import { SMTP_PASSWORD, SMTP_USER } from '../../support/credentials.ts';
import { rawUrl, type TestEmulators } from '../../support/emulators.ts';
import { openShop } from '../../support/people.ts';
import { runMonth } from '../../support/runs.ts';
import { newWorld, ORIGIN, type World } from '../../support/world.ts';

const PRICE_TOKEN = 'price-token-of-the-tests';
const HOUR_MS = 3_600_000;
const NO_LIMIT = { limit: async () => ({ success: true }) };
const NOW = '2026-11-10T12:00:00Z';

/** Or a binding. */
type Settings = Readonly<Record<string, string | object | undefined>>;

/** Objects that were reset and never come back. */
const DEAF_HASHERS = {
  idFromName: (name: string) => name,
  get: () => ({ verify: () => Promise.reject(new Error('reset')) }),
};

/** Everything set up as it should be: mail over SMTP, WHMCS, prices in the panel, one client, a cron of this night. */
async function healthy(): Promise<World> {
  const world = await newWorld({
    now: NOW,
    settings: (emulators) => ({
      ...WHMCS.settings(emulators.url),
      MAIL_TRANSPORT: 'smtp',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(inject('smtpPort')),
      SMTP_SECURITY: 'none',
      SMTP_USERNAME: SMTP_USER,
      SMTP_PASSWORD,
      MAIL_DKIM_SELECTOR: 'selector1',
      PANEL_LIMIT_GROUP_ID: '1',
      PANEL_PRICE_TOKEN: PRICE_TOKEN,
      TURNSTILE_SITE_KEY: '0x4AAAAAAAEMULATEDSITE',
      TURNSTILE_SECRET: '0x4AAAAAAAEMULATEDSITE-secret',
      TURNSTILE_URL: `${emulators.url}/turnstile/v0`,
    }),
    bindings: { RATE_BY_ADDRESS: NO_LIMIT, RATE_BY_NETWORK: NO_LIMIT },
  });
  await openShop(world);
  await integrate(world, `${ORIGIN}/panel/prices/`, PRICE_TOKEN);
  await makeEnrolled(world);
  await run('UPDATE client SET enrolled_at_ms = ?', Date.parse('2026-10-02T00:00:00Z'));
  await runMonth(world.ports);
  await settleOutbox();
  await automationRan(world.clock.nowMs() - 11 * HOUR_MS);
  return world;
}

async function panelCall(
  { panelApiUrl, panelToken }: TestEmulators,
  method: string,
  path: string,
  body: object,
): Promise<void> {
  const answer = await fetch(`${panelApiUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${panelToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
  await answer.arrayBuffer();
}

function integrate({ emulators }: World, url: string, token: string): Promise<void> {
  const integration = { type: 'whmcs', drivers: { whmcs: { url, token } } };
  return panelCall(emulators, 'PATCH', '/settings', { billing_integration: integration });
}

async function automationRan(atMs: number, failedStep = ''): Promise<void> {
  const steps = [{ step: 'invoices', ok: failedStep !== 'invoices', did: '', figures: {} }];
  await env.DB.prepare(`INSERT OR REPLACE INTO automation_run VALUES ('aut_1', 'cron', ?1, ?1, ?2)`)
    .bind(
      atMs,
      JSON.stringify({ ok: failedStep === '', startedAtMs: atMs, finishedAtMs: atMs, steps }),
    )
    .run();
}

async function settleOutbox(): Promise<void> {
  await env.DB.prepare(`UPDATE outbox SET state = 'done', done_at_ms = 1`).run();
}

function run(sql: string, ...values: unknown[]) {
  return env.DB.prepare(sql)
    .bind(...values)
    .run();
}

interface DoctorJson {
  readonly state: string;
  readonly findings: readonly Finding[];
  readonly instance: Readonly<Record<string, unknown>>;
}

/** As the service would answer with other settings than those under which everything came about. */
async function examined(world: World, settings: Settings = {}): Promise<DoctorJson> {
  const jws = await world.sign({ action: 'read' });
  const request = new Request(`${ORIGIN}/admin/doctor`, {
    headers: { authorization: `Bearer ${jws}` },
  });
  const context = createExecutionContext();
  const rawEnv = { ...world.rawEnv, ...settings };
  const answer = await createEntry(world.clock).fetch(request, rawEnv, context);
  expect(answer.status).toBe(200);
  return answer.json();
}

const found = ({ findings }: DoctorJson) =>
  findings.filter(({ state }) => state === 'failed' || state === 'warning');

interface Mistake {
  readonly name: string;
  readonly settings?: Settings;
  readonly plant?: (world: World) => Promise<unknown>;
  readonly check: string;
  readonly state: 'failed' | 'warning';
  readonly detail: RegExp;
  readonly remedy: RegExp;
}

const MISTAKES: readonly Mistake[] = [
  {
    name: 'nothing says how to pay invoices that live here',
    settings: { BILLING_SYSTEM: 'builtin', HOW_TO_PAY: '' },
    check: 'billing_system',
    state: 'warning',
    detail: /nothing tells clients how to pay/,
    remedy: /HOW_TO_PAY/,
  },
  {
    name: 'the panel is at another address',
    settings: {
      PANEL_API_URL: 'http://127.0.0.1:9/api/v1',
      PANEL_SIGN_ON_URL: 'http://127.0.0.1:9/{token}',
    },
    check: 'panel_reachable',
    state: 'failed',
    detail: /panel_unreachable/,
    remedy: /PANEL_API_URL/,
  },
  {
    name: 'the panel answers its web page',
    plant: ({ emulators }) =>
      emulators.control({
        path: '*',
        status: 200,
        body: '<html>',
        contentType: 'text/html',
        times: 99,
      }),
    check: 'panel_reachable',
    state: 'failed',
    detail: /panel_wrong_address/,
    remedy: /api\/v1/,
  },
  {
    name: 'the token is wrong',
    settings: { PANEL_TOKEN: 'not-the-token' },
    check: 'panel_token',
    state: 'failed',
    detail: /refuses the token/,
    remedy: /wrangler secret put PANEL_TOKEN/,
  },
  {
    name: 'the token may not list servers',
    plant: ({ emulators }) =>
      emulators.control({ path: '/servers', status: 403, body: '{"message":"no"}', times: 99 }),
    check: 'panel_token',
    state: 'failed',
    detail: /may not read servers/,
    remedy: /role ADMIN/,
  },
  {
    name: 'the token is not an administrator’s',
    settings: { PANEL_ADMIN_ROLE_ID: '77' },
    plant: ({ emulators }) =>
      emulators.control({
        path: '/account',
        status: 200,
        body: '{"data":{"id":1,"email":"a@b.test","status":"active","roles":[{"id":9,"name":"BILLING"}]}}',
        contentType: 'application/json',
        times: 99,
      }),
    check: 'panel_token',
    state: 'warning',
    detail: /not an administrator/,
    remedy: /role ADMIN/,
  },
  {
    name: 'there is no such role',
    settings: { PANEL_ROLE_ID: '7' },
    check: 'panel_role',
    state: 'failed',
    detail: /no role 7/,
    remedy: /PANEL_ROLE_ID to one of: 2 \(CLIENT\)/,
  },
  {
    name: 'new users would be administrators',
    settings: { PANEL_ROLE_ID: '1' },
    check: 'panel_role',
    state: 'failed',
    detail: /administrators/,
    remedy: /2 \(CLIENT\)/,
  },
  {
    name: 'there is no such limit group',
    settings: { PANEL_LIMIT_GROUP_ID: '42' },
    check: 'panel_limit_group',
    state: 'failed',
    detail: /no limit group 42/,
    remedy: /1 \(Standard\)/,
  },
  {
    name: 'a plan has no token price',
    plant: ({ emulators }) =>
      panelCall(emulators, 'PUT', '/plans/1', { tokens_per_hour: 0, tokens_per_month: 0 }),
    check: 'panel_plans',
    state: 'failed',
    detail: /“Start 1” has no price per hour/,
    remedy: /Plans/,
  },
  {
    name: 'backups of a plan cost nothing',
    plant: ({ emulators }) => panelCall(emulators, 'PUT', '/plans/2', { backup_price: 0 }),
    check: 'panel_plans',
    state: 'warning',
    detail: /“Start 2” has no price for backups/,
    remedy: /Plans/,
  },
  {
    name: 'the usage report is elsewhere',
    settings: { USAGE_REPORT_PATH: '/billing/usage?u={userId}&a={from}&b={to}' },
    check: 'usage_source',
    state: 'failed',
    detail: /panel_wrong_address/,
    remedy: /USAGE_REPORT_PATH/,
  },
  {
    name: 'the panel asks somebody else for prices',
    plant: (world) => integrate(world, 'https://old.test/prices/', PRICE_TOKEN),
    check: 'panel_prices',
    state: 'warning',
    detail: /somebody else/,
    remedy: /postmeter panel connect/,
  },
  {
    name: 'the panel has another price token',
    plant: (world) => integrate(world, `${ORIGIN}/panel/prices/`, 'another-token'),
    check: 'panel_prices',
    state: 'failed',
    detail: /another token/,
    remedy: /postmeter panel connect/,
  },
  {
    name: 'the key of the billing system is wrong',
    settings: { WHMCS_SECRET: 'wrong' },
    check: 'billing_system',
    state: 'failed',
    detail: /billing_refused_key/,
    remedy: /docs\/billing-systems\.md/,
  },
  {
    name: 'the billing system lacks a currency',
    settings: { BILLING_CURRENCIES: 'USD,EUR,SEK' },
    plant: () => run(`INSERT INTO token_price VALUES ('SEK', '2026-01', '1', 0)`),
    check: 'billing_system',
    state: 'failed',
    detail: /no currency SEK/,
    remedy: /whmcs/,
  },
  {
    name: 'deliveries are stopped',
    plant: () =>
      run(
        `INSERT INTO billing_stop (system, code, detail, since_ms) VALUES ('whmcs', 'billing_refused_key', '', 1)`,
      ),
    check: 'billing_deliveries',
    state: 'failed',
    detail: /are stopped/,
    remedy: /postmeter billing probe/,
  },
  {
    name: 'the mail server refuses the password',
    settings: { SMTP_PASSWORD: 'wrong' },
    check: 'mail_transport',
    state: 'failed',
    detail: /AUTH: 535/,
    remedy: /SMTP_PASSWORD/,
  },
  {
    name: 'letters stay in the emulator',
    settings: { MAIL_TRANSPORT: 'mailbox', SMTP_USERNAME: undefined, SMTP_PASSWORD: undefined },
    check: 'mail_transport',
    state: 'failed',
    detail: /nobody else/,
    remedy: /MAIL_TRANSPORT/,
  },
  {
    name: 'the sender’s domain has no SPF record',
    plant: ({ emulators }) => emulators.setDns('hosting.test', 'TXT', ['something else']),
    check: 'mail_spf',
    state: 'warning',
    detail: /no SPF record/,
    remedy: /v=spf1/,
  },
  {
    name: 'the sender’s domain has two SPF records',
    plant: ({ emulators }) =>
      emulators.setDns('hosting.test', 'TXT', ['v=spf1 mx -all', 'v=spf1 -all']),
    check: 'mail_spf',
    state: 'failed',
    detail: /2 SPF records/,
    remedy: /one record/,
  },
  {
    name: 'the DKIM key is not there',
    plant: ({ emulators }) => emulators.setDns('selector1._domainkey.hosting.test', 'TXT', null),
    check: 'mail_dkim',
    state: 'failed',
    detail: /no DKIM key/,
    remedy: /MAIL_DKIM_SELECTOR/,
  },
  {
    name: 'there is no DMARC record',
    plant: ({ emulators }) => emulators.setDns('_dmarc.hosting.test', 'TXT', null),
    check: 'mail_dmarc',
    state: 'warning',
    detail: /no DMARC record/,
    remedy: /_dmarc\.hosting\.test/,
  },
  {
    name: 'the sender’s domain takes no mail',
    plant: ({ emulators }) => emulators.setDns('hosting.test', 'MX', []),
    check: 'mail_mx',
    state: 'warning',
    detail: /takes no mail/,
    remedy: /MX record/,
  },
  {
    name: 'a migration is not applied',
    plant: async () => {
      await run(`UPDATE d1_migrations SET name = 'gone' || name WHERE id = 3`);
      // Worlds begin with empty tables, but not with this one.
      onTestFinished(async () => {
        await run(`UPDATE d1_migrations SET name = substr(name, 5) WHERE id = 3`);
      });
    },
    check: 'migrations',
    state: 'failed',
    detail: /lacks 0002_add_account_security/,
    remedy: /npm run migrate/,
  },
  {
    name: 'the cron does not come any more',
    plant: ({ clock }) => automationRan(clock.nowMs() - 50 * HOUR_MS),
    check: 'daily_automation',
    state: 'failed',
    detail: /50 hours ago/,
    remedy: /Triggers/,
  },
  {
    name: 'the cron has never come',
    plant: async ({ clock }) => {
      await run('DELETE FROM automation_run');
      await run(
        `INSERT INTO audit_event (id, at_ms, actor, action, subject_id) VALUES (-1, ?, 'admin:x', 'plan', 'x')`,
        clock.nowMs() - 80 * HOUR_MS,
      );
    },
    check: 'daily_automation',
    state: 'failed',
    detail: /has ever started/,
    remedy: /npm run deploy/,
  },
  {
    name: 'a step of the automation fails',
    plant: ({ clock }) => automationRan(clock.nowMs() - HOUR_MS, 'invoices'),
    check: 'daily_automation',
    state: 'warning',
    detail: /trouble with invoices/,
    remedy: /--verbose/,
  },
  {
    name: 'nobody takes tasks up',
    plant: ({ clock }) =>
      run(
        `INSERT INTO outbox (id, kind, subject_id, payload, priority, state, due_at_ms, created_at_ms) VALUES ('out_x', 'send_letter', 'x', '', 1, 'pending', ?1, ?1)`,
        clock.nowMs() - HOUR_MS,
      ),
    check: 'queue',
    state: 'failed',
    detail: /1 task has waited/,
    remedy: /wrangler queues info/,
  },
  {
    name: 'a letter was given up',
    plant: ({ clock }) =>
      run(
        `INSERT INTO outbox (id, kind, subject_id, payload, priority, state, due_at_ms, created_at_ms, done_at_ms) VALUES ('out_x', 'send_letter', 'x', '', 1, 'failed', 1, 1, ?)`,
        clock.nowMs() - HOUR_MS,
      ),
    check: 'outbox',
    state: 'warning',
    detail: /1 tasks were given up/,
    remedy: /postmeter automation/,
  },
  {
    name: 'a sign-up is stuck',
    plant: (world) =>
      makeClient(world, {
        email: 'eve@example.com',
        state: 'provisioning_failed',
        failure: 'panel_user_is_admin',
      }),
    check: 'stuck_signups',
    state: 'warning',
    detail: /1 client has no panel account \(panel_user_is_admin\)/,
    remedy: /docs\/operate\.md/,
  },
  {
    name: 'passwords cannot be hashed',
    settings: { PASSWORD_HASHER: DEAF_HASHERS },
    check: 'password_hashing',
    state: 'warning',
    detail: /asked to try again.*hashing_lost/,
    remedy: /PASSWORD_HASHERS/,
  },
  {
    name: 'a currency has no token price',
    settings: { BILLING_CURRENCIES: 'USD,EUR' },
    plant: () => run(`DELETE FROM token_price WHERE currency = 'EUR'`),
    check: 'token_prices',
    state: 'failed',
    detail: /no price in EUR in 2026-11/,
    remedy: /prices set EUR PRICE --from 2026-11/,
  },
  {
    name: 'terms are not published',
    plant: () => run(`DELETE FROM terms_version WHERE kind = 'post_pay_terms'`),
    check: 'terms',
    state: 'failed',
    detail: /^Clients agree to nothing about paying afterwards: post_pay_terms/,
    remedy: /terms publish post_pay_terms/,
  },
  {
    name: 'last month was never invoiced',
    plant: () => run(`UPDATE invoice_run SET state = 'superseded'`),
    check: 'closed_months',
    state: 'warning',
    detail: /2026-10 never invoiced/,
    remedy: /postmeter invoice 2026-10/,
  },
  {
    name: 'settings are still the examples',
    settings: { PROVIDER_NAME: 'Example Hosting', SUPPORT_EMAIL: 'support@example.net' },
    check: 'example_settings',
    state: 'failed',
    detail: /PROVIDER_NAME and SUPPORT_EMAIL/,
    remedy: /postmeter setup/,
  },
  {
    name: 'APP_SECRET is short',
    settings: { APP_SECRET: 'abcdefghijklmnopqrstuvwxyz012345' },
    check: 'app_secret',
    state: 'warning',
    detail: /32 characters/,
    remedy: /openssl rand/,
  },
  {
    name: 'a rate limit is not bound',
    settings: { RATE_BY_NETWORK: undefined },
    check: 'rate_limits',
    state: 'warning',
    detail: /no binding RATE_BY_NETWORK:/,
    remedy: /\[\[ratelimits\]\]/,
  },
  {
    name: 'the secret of Turnstile is another',
    settings: { TURNSTILE_SECRET: 'another' },
    check: 'turnstile',
    state: 'failed',
    detail: /does not know our secret. Everybody passes/,
    remedy: /wrangler secret put TURNSTILE_SECRET/,
  },
  {
    name: 'Turnstile does not answer',
    settings: { TURNSTILE_URL: rawUrl('503'), TURNSTILE_OUTAGE: 'refuse' },
    check: 'turnstile',
    state: 'warning',
    detail: /does not answer. Nobody can log in/,
    remedy: /TURNSTILE_URL/,
  },
];

function expectOnly({ check, state, detail, remedy }: Mistake, report: DoctorJson): void {
  expect(found(report)).toEqual([
    {
      check,
      group: expect.any(String),
      state,
      detail: expect.stringMatching(detail),
      remedy: expect.stringMatching(remedy),
    },
  ]);
  expect(report.state).toBe(state);
}

describe('GET /admin/doctor', () => {
  it('finds nothing where everything is as it should be, and says so of every check', async () => {
    const report = await examined(await healthy());
    expect(found(report)).toEqual([]);
    expect(report.state).toBe('ok');
    expect(report.findings.length).toBeGreaterThan(25);
    expect(
      report.findings.filter(({ state }) => state === 'skipped').map(({ check }) => check),
    ).toEqual(['hourly_look']);
    expect(report.instance).toMatchObject({ origin: ORIGIN, billingSystem: 'whmcs' });
    const text = JSON.stringify(report);
    for (const secret of [
      SMTP_PASSWORD,
      PRICE_TOKEN,
      'a secret that only',
      'demoWhmcsSecret',
      'ada@',
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  describe('under wrong settings', () => {
    let world: World;
    beforeAll(async () => {
      world = await healthy();
    });

    it.each(MISTAKES.filter(({ plant }) => !plant))(
      'finds that $name, and nothing else',
      async (mistake) => expectOnly(mistake, await examined(world, mistake.settings)),
    );
  });

  it.each(MISTAKES.filter(({ plant }) => plant))(
    'finds that $name, and nothing else',
    async (mistake) => {
      const world = await healthy();
      await mistake.plant?.(world);
      expectOnly(mistake, await examined(world, mistake.settings));
    },
  );

  it('finds the clock of the panel ahead', async () => {
    const world = await healthy();
    await world.setNow(NOW, 400_000);
    const report = await examined(world);
    const clocks = found(report);
    // The emulators have one clock.
    expect(clocks.map(({ check, state }) => [check, state])).toEqual([
      ['panel_clock', 'failed'],
      ['billing_clock', 'failed'],
    ]);
    expect(clocks[0]?.remedy).toMatch(/NTP/);
  });

  it('leaves out what cannot be asked: a resolver that is out of reach is no fault of the domain', async () => {
    const world = await healthy();
    const report = await examined(world, { DNS_OVER_HTTPS_URL: 'http://127.0.0.1:9/dns-query' });
    expect(found(report)).toEqual([]);
    const mail = report.findings.filter(({ check }) => /^mail_(?:mx|spf|dkim|dmarc)$/.test(check));
    expect(mail.map(({ state }) => state)).toEqual(['skipped', 'skipped', 'skipped', 'skipped']);
  });

  it('hides no check behind one that hangs or crashes', async () => {
    const world = await healthy();
    const { ports } = world;
    const hanging = {
      ...ports,
      doctor: {
        ...ports.doctor,
        dns: { lookUp: () => new Promise<never>(() => {}) },
        mail: {
          tryOut: () => {
            throw new Error('boom');
          },
        },
      },
    };
    const findings = await examine(hanging, 3_000);
    const bad = findings.filter(({ state }) => state === 'failed' || state === 'warning');
    expect(bad.map(({ check, detail }) => [check, detail])).toEqual([
      ['mail_transport', expect.stringMatching(/check itself failed/)],
      ...['mail_mx', 'mail_spf', 'mail_dkim', 'mail_dmarc'].map((check) => [
        check,
        'No answer within 3 seconds.',
      ]),
    ]);
    expect(findings.filter(({ state }) => state === 'ok').length).toBeGreaterThan(20);
  });

  it('changes nothing, and asks the panel for reads alone', async () => {
    const world = await healthy();
    const before = (await world.emulators.requests()).length;
    await examined(world);
    const asked = (await world.emulators.requests()).slice(before);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});
