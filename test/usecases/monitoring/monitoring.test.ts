// What the operator is told: figures, a heartbeat, and alarms, each once a day.
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStore } from '#adapters/d1/store.ts';
import { createHeartbeat } from '#adapters/heartbeat/heartbeat.ts';
import { outboundFetch } from '#adapters/http/outbound-fetch.ts';
import { createMetrics } from '#adapters/metrics/analytics-engine.ts';
import type { Measured } from '#ports/metrics.ts';
import type { Ports } from '#ports/ports.ts';
import type { RunRequest } from '#ports/run-object.ts';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { pulse } from '#usecases/automation/pulse.ts';
import { startRun } from '#usecases/invoicing/start-run.ts';
import { makeClient } from '../../support/clients.ts';
import { catchLogs, type LogLine } from '../../support/logs.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { advanceToEnd, approve, planMonth, runMonth, start } from '../../support/runs.ts';
import { watchDatabase } from '../../support/watched-database.ts';
import { inDevelopment, listen } from '../../support/webhooks.ts';
import { newWorld, type World } from '../../support/world.ts';

const OPERATOR = 'operator@hosting.test';
const DAY = 86_400_000;

let world: World;
let lines: readonly LogLine[];
beforeEach(async () => {
  lines = catchLogs();
  world = await newWorld({
    now: '2026-11-10T12:00:00Z',
    settings: { OPERATOR_EMAIL: OPERATOR },
    ports: inDevelopment,
  });
});

/** The mail of the operator, once everything due was sent. */
async function subjects(): Promise<readonly string[]> {
  await world.drain();
  return (await world.emulators.messages(OPERATOR)).map(({ subject }) => subject).reverse();
}

/** The service has been in use since the day before yesterday. */
async function inUse(): Promise<void> {
  const atMs = world.clock.nowMs() - 2 * DAY;
  const event = { atMs, actor: 'tests', action: 'x', subjectId: 'x' };
  await world.ports.store.commit([{ type: 'audit', event }]);
}

/** Enrolled, and nobody whom the panel knows: October is held back. */
async function parkSomebody(): Promise<void> {
  await openShop(world);
  await makeClient(world, { state: 'enrolled', panelUserId: 9 });
  await world.sql('UPDATE client SET enrolled_at_ms = ?', Date.parse('2026-10-20T00:00:00Z'));
}

describe('pulse', () => {
  it('warns of a daily automation that never came, once a day, until one has run', async () => {
    await inUse();
    for (let n = 0; n < 5; n++) await pulse(world.ports);
    expect(await subjects()).toEqual(['Postmeter: the daily automation did not run']);
    await world.passMs(DAY);
    await pulse(world.ports);
    expect(await subjects()).toHaveLength(2);
    await dailyAutomation(world.ports, 'cron');
    await pulse(world.ports);
    expect(await subjects()).toHaveLength(2);
    expect(lines.filter(({ event }) => event === 'alarm')).toHaveLength(2);
  });

  it('sends one mail however many pulses see the same', async () => {
    await inUse();
    await Promise.all(Array.from({ length: 4 }, () => pulse(world.ports)));
    expect(await subjects()).toHaveLength(1);
  });

  it('warns of nothing where nothing was missed', async () => {
    await pulse(world.ports);
    await world.passMs(3 * DAY);
    await pulse(world.ports);
    expect(await subjects()).toEqual([]);
  });

  it('keeps the alarm in the log and the books where nobody is to be written to', async () => {
    await inUse();
    const { operatorEmail: _nobody, ...settings } = world.ports.settings;
    const ports: Ports = { ...world.ports, settings: { ...settings, operatorEmail: undefined } };
    await pulse(ports);
    await pulse(ports);
    expect(await world.sql('SELECT 1 FROM outbox')).toEqual([]);
    expect(await world.sql('SELECT cause FROM alarm')).toEqual([{ cause: 'automation_missed' }]);
    expect(lines.filter(({ event }) => event === 'alarm')).toHaveLength(1);
  });

  it('warns of a run that is stuck', async () => {
    await start(world.ports);
    const ports = { ...world.ports, runs: { ...world.ports.runs, wake: async () => {} } };
    await pulse(ports);
    expect(await subjects()).toEqual([]);
    await world.passMs(600_000);
    await pulse(ports);
    await pulse(ports);
    expect(await subjects()).toEqual(['Postmeter: the run of 2026-10 is stuck']);
  });

  it('warns while deliveries are stopped, once a day', async () => {
    const { billing } = world.ports;
    const external = { ...billing.capabilities, external: true, name: 'whmcs' as const };
    const ports = { ...world.ports, billing: { ...billing, capabilities: external } };
    const stop = { system: 'whmcs', code: 'billing_refused_key', detail: '', atMs: 0 };
    await world.ports.store.commit([{ type: 'billing_stopped', ...stop }]);
    await pulse(ports);
    await pulse(ports);
    expect(await subjects()).toEqual(['Postmeter: deliveries to whmcs are stopped']);
    await world.ports.store.commit([{ type: 'billing_resumed', system: 'whmcs' }]);
    await world.passMs(DAY);
    await pulse(ports);
    expect(await subjects()).toHaveLength(1);
  });

  it('asks for two statements more than before, whatever there is', async () => {
    const watched = watchDatabase();
    const store = createStore(watched.binding as D1Database);
    await store.monitoring.watch('2026-11-10');
    expect(watched.queries).toBe(1);
  });
});

describe('dailyAutomation', () => {
  it('warns of months that it does not touch any more', async () => {
    await openShop(world);
    await makeClient(world, { state: 'enrolled', panelUserId: 9 });
    await world.sql('UPDATE client SET enrolled_at_ms = ?', Date.parse('2026-08-20T00:00:00Z'));
    await dailyAutomation(world.ports, 'cron');
    await dailyAutomation(world.ports, 'cron');
    const told = (await subjects()).filter((subject) => subject.includes('months'));
    expect(told).toEqual(['Postmeter: months are not fully invoiced']);
    const mails = await world.emulators.messages(OPERATOR);
    const mail = mails.find(({ subject }) => subject.includes('months'));
    expect(mail?.text).toContain('2026-09, 2026-08');
    expect(mail?.text).not.toContain('2026-10,');
  });

  it('warns once a day of clients that a run has parked, and of no other step', async () => {
    await parkSomebody();
    for (let times = 0; times < 2; times++) {
      const { ok, steps } = await dailyAutomation(world.ports, 'cron');
      expect(ok).toBe(false);
      const invoices = steps.find(({ step }) => step === 'invoices');
      expect(invoices?.figures).toMatchObject({ state: 'executed', parked: 1 });
    }
    expect(await subjects()).toEqual(['Postmeter: clients are parked in 2026-10']);
    const [mail] = await world.emulators.messages(OPERATOR);
    expect(mail?.text).toContain('1 client was held back');
    expect(mail?.text).toContain('/admin/parked');
    await world.passMs(DAY);
    await dailyAutomation(world.ports, 'cron');
    expect(await subjects()).toHaveLength(2);
    expect(lines.filter(({ event }) => event === 'alarm')).toHaveLength(2);
  });

  it('warns of them when a slow run ends, for which nobody waits any more', async () => {
    await parkSomebody();
    const runs = {
      ...world.ports.runs,
      start: (request: RunRequest) => startRun(world.ports, request),
      settled: async () => {},
    };
    const report = await dailyAutomation({ ...world.ports, runs }, 'cron');
    expect(report).toMatchObject({ ok: true });
    expect(await subjects()).toEqual([]);
    await advanceToEnd(world.ports);
    expect(await subjects()).toEqual(['Postmeter: clients are parked in 2026-10']);
    await dailyAutomation(world.ports, 'cron');
    expect(await subjects()).toHaveLength(1);
  });

  it('warns nobody of what a plan parks that an operator executes', async () => {
    await parkSomebody();
    const { manifest } = await planMonth(world.ports);
    await approve(world.ports, manifest);
    await advanceToEnd(world.ports);
    expect(await subjects()).toEqual([]);
  });

  it('warns once a day of a step that needs a look, with what it says', async () => {
    await parkSomebody();
    const { automation } = world.ports.store;
    const broken = { ...automation, retryFailedTasks: () => Promise.reject(new Error('gone')) };
    const ports = { ...world.ports, store: { ...world.ports.store, automation: broken } };
    await dailyAutomation(ports, 'cron');
    await dailyAutomation(ports, 'cron');
    expect([...(await subjects())].sort()).toEqual([
      'Postmeter: clients are parked in 2026-10',
      'Postmeter: the daily automation needs a look',
    ]);
    const mails = await world.emulators.messages(OPERATOR);
    const mail = mails.find(({ subject }) => subject.includes('needs a look'));
    expect(mail?.text).toContain('deliveries: Failed unexpectedly');
    expect(mail?.text).not.toContain('invoices:');
    expect(mail?.text).not.toContain('provisioning:');
  });

  it('tells the heartbeat how it went, and is none the worse when nobody listens', async () => {
    const told: boolean[] = [];
    const heartbeat = {
      async beat(ok: boolean) {
        told.push(ok);
        return false;
      },
    };
    const report = await dailyAutomation({ ...world.ports, heartbeat }, 'cron');
    expect(told).toEqual([report.ok]);
    expect(lines.map(({ event }) => event)).toContain('heartbeat_failed');
    expect(await world.sql('SELECT 1 FROM automation_run')).toHaveLength(1);
  });

  it('prunes the log of webhooks and old alarms after 30 days', async () => {
    await inUse();
    await listen(world, ['delivery.resumed']);
    const publish = () =>
      world.ports.store.commit([
        {
          type: 'event_published',
          event: { type: 'delivery.resumed', data: { system: 'x' } },
          atMs: world.clock.nowMs(),
        },
      ]);
    await publish();
    await pulse(world.ports);
    await world.passMs(30 * DAY - 1);
    await dailyAutomation(world.ports, 'cron');
    expect(await world.sql('SELECT 1 FROM webhook_delivery')).toHaveLength(1);
    expect(await world.sql('SELECT cause FROM alarm')).toEqual([{ cause: 'automation_missed' }]);
    await publish();
    await world.passMs(DAY);
    await dailyAutomation(world.ports, 'cron');
    expect(await world.sql('SELECT 1 FROM webhook_delivery')).toHaveLength(1);
    expect(await world.sql('SELECT cause FROM alarm')).toEqual([]);
  });
});

describe('createHeartbeat', () => {
  const beats = (url: string, failSuffix: string | undefined, answer = 200) => {
    const called: string[] = [];
    const heartbeat = createHeartbeat({
      url,
      failSuffix,
      timeoutMs: 100,
      fetch: async (input) => {
        called.push(String(input));
        return new Response('OK', { status: answer });
      },
    });
    return { called, heartbeat };
  };

  it.each([
    ['https://hc.test/id', '/fail', 'https://hc.test/id/fail'],
    ['https://hc.test/id/', '/fail', 'https://hc.test/id/fail'],
    [
      'https://hc.test/push/x?status=up&msg=OK',
      '?status=down',
      'https://hc.test/push/x?status=down&msg=OK',
    ],
  ])('calls %s as it is, and with %s after a failure', async (url, suffix, failed) => {
    const { called, heartbeat } = beats(url, suffix);
    expect([await heartbeat.beat(true), await heartbeat.beat(false)]).toEqual([true, true]);
    expect(called).toEqual([url, failed]);
  });

  it('stays silent after a failure where that is what the service wants', async () => {
    const { called, heartbeat } = beats('https://hc.test/id', undefined);
    expect(await heartbeat.beat(false)).toBe(true);
    expect(called).toEqual([]);
  });

  it('says when it was not heard, and never waits for long', async () => {
    expect(await beats('https://hc.test/id', '/fail', 404).heartbeat.beat(true)).toBe(false);
    const deaf = createHeartbeat({
      url: 'https://hc.test/id',
      failSuffix: '/fail',
      timeoutMs: 20,
      fetch: (_input, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    });
    expect(await deaf.beat(true)).toBe(false);
  });
});

describe('GET /metrics', () => {
  it('says what the store says, to a signature to read', async () => {
    await openShop(world);
    await enrolMany(world, 3);
    await makeClient(world, { state: 'not_enrolled' });
    await runMonth(world.ports);
    await dailyAutomation(world.ports, 'cron');
    await world.passMs(5000);
    const answer = await world.adminRead('/metrics');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await answer.text();
    for (const sample of [
      'clients{state="enrolled"} 3',
      'clients{state="not_enrolled"} 1',
      'documents{month="2026-10"} 3',
      'documents{month="2026-09"} 0',
      'documents{month="2026-08"} 0',
      'run_state{month="2026-10",state="executed"} 1',
      'parked_clients{month="2026-10"} 0',
      'outbox_tasks{state="failed"} 0',
      'deliveries_stopped 0',
      'automation_last_ok 1',
      `automation_last_finished_timestamp_seconds ${(world.clock.nowMs() - 5000) / 1000}`,
    ]) {
      expect(text).toContain(`\npostmeter_${sample}\n`);
    }
    expect(text).not.toMatch(/example\.com|Ada/);
    expect(text).not.toContain('metering_last_look');
  });

  it('is for nobody else, and one statement', async () => {
    expect((await world.get('/metrics')).status).toBe(401);
    const headers = { authorization: 'Bearer pmk_x_y' };
    expect((await world.request('/metrics', { headers })).status).toBe(401);
    const watched = watchDatabase();
    await createStore(watched.binding as D1Database).monitoring.facts(0, [], 'builtin');
    expect(watched.queries).toBe(1);
  });

  it('reads no table from end to end but the few whose every row is a figure', async () => {
    const asked: (readonly [string, readonly unknown[]])[] = [];
    const session = env.DB.withSession('first-primary');
    const binding = {
      withSession: () => ({
        prepare: (query: string) => ({
          bind(...values: unknown[]) {
            asked.push([query, values]);
            return session.prepare(query).bind(...values);
          },
        }),
      }),
    };
    const store = createStore(binding as unknown as D1Database);
    await store.monitoring.facts(0, [], 'builtin');
    const [query, values] = asked[0] ?? ['', []];
    const rows = await world.sql<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...values);
    const plans = rows.map(({ detail }) => detail);
    expect(plans.length).toBeGreaterThan(10);
    const scans = plans.filter((plan) =>
      /^SCAN (?!\(|json_each|CONSTANT|webhook_endpoint)/.test(plan),
    );
    expect(scans.filter((plan) => !plan.includes('INDEX'))).toEqual([]);
  });
});

describe('createMetrics', () => {
  it('sums what is the same and hands on 25 points at most, the fullest first', () => {
    const points: unknown[] = [];
    const metrics = createMetrics({ writeDataPoint: (point) => void points.push(point) });
    for (let n = 0; n < 30; n++) metrics.add({ name: 'task', kind: `k${n}`, outcome: 'done' });
    for (const ms of [5, 15]) {
      metrics.add({ name: 'call', kind: 'panel', outcome: '2xx', ms });
    }
    metrics.flush();
    expect(points).toHaveLength(25);
    expect(points[0]).toEqual({
      indexes: ['call'],
      blobs: ['call', 'panel', '2xx'],
      doubles: [2, 20, 15],
    });
    metrics.flush();
    expect(points).toHaveLength(25);
  });

  it('does nothing where nothing is bound', () => {
    const metrics = createMetrics(undefined);
    metrics.add({ name: 'call', kind: 'panel', outcome: '2xx' });
    metrics.flush();
  });
});

describe('outboundFetch', () => {
  it('sends the id of the request along, and counts how calls end', async () => {
    const seen: Measured[] = [];
    const sent: (string | null)[] = [];
    const metrics = { add: (one: Measured) => void seen.push(one), flush: () => undefined };
    const options = { kind: 'panel', requestId: 'req-1', metrics };
    const call = outboundFetch(options, async (input, init) => {
      sent.push(new Headers(init?.headers).get('x-request-id'));
      if (String(input).endsWith('/dead')) throw new Error('gone');
      return new Response('', { status: 503 });
    });
    await call('https://panel.test/x', { headers: { accept: 'application/json' } });
    await expect(call('https://panel.test/dead')).rejects.toThrow('gone');
    expect(sent).toEqual(['req-1', 'req-1']);
    expect(seen.map(({ outcome }) => outcome)).toEqual(['5xx', 'none']);
  });
});
