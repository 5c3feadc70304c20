import { Hono } from 'hono';
import { isId } from '#core/ids.ts';
import type { JudgedAutomation } from '#usecases/automation/last-automation.ts';
import { type MonthSoFar, monthSoFar } from '#usecases/operators/month-so-far.ts';
import { type Overview, overview } from '#usecases/operators/overview.ts';
import { concernsOf } from '../admin-area/concerns.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { automationJson } from './automation-json.ts';
import { runHeadJson, unsettledJson } from './run-json.ts';
import { signedBearer } from './signed-request.ts';

/**
 * How the service does, for programs: what the overview of the admin area shows. Costs of the running month are read
 * from the panel in pieces; `month.next` is the `after` of the piece that follows, or null.
 */
export const status = new Hono<AppEnv>().get('/admin/status', async (c) => {
  const request = await signedBearer(c);
  if (!request.ok) return request.error;
  const after = c.req.query('after') ?? '';
  const [soFar, facts] = await Promise.all([
    monthSoFar(c.env.ports, isId('client', after) ? after : ''),
    overview(c.env.ports),
  ]);
  return c.json(statusJson(c, soFar, facts));
});

function statusJson(c: AppContext, soFar: MonthSoFar, found: Overview) {
  const { clock, settings } = c.env.ports;
  const { facts, stop, lastRun, lastAutomation } = found;
  return {
    origin: settings.origin,
    now: iso(clock.nowMs()),
    month: {
      month: soFar.month,
      costsUntil: soFar.date ?? null,
      costs: soFar.costs,
      next: soFar.goOnBehind ?? null,
    },
    lastMonth: { month: found.lastMonth, billed: found.billedLastMonth },
    clientsByState: facts.clientsByState,
    lastRun: lastRun ? runHeadJson(lastRun) : null,
    lastAutomation: lastAutomation ? automationOf(lastAutomation) : null,
    unsettled: found.unsettled.map(unsettledJson),
    outbox: facts.outbox,
    deliveries: facts.deliveries,
    billingSystem: found.system,
    stopped: stop ? { code: stop.code, detail: stop.detail, since: iso(stop.sinceMs) } : null,
    concerns: concernsOf(found).map(({ url, ...concern }) => ({ ...concern, path: url })),
  };
}

/** `ok`: nothing of it is open still. */
function automationOf({ id, trigger, ...report }: JudgedAutomation) {
  const steps = report.steps.map(({ settledAtMs, ...step }) => ({
    ...step,
    settledAt: settledAtMs === undefined ? null : iso(settledAtMs),
  }));
  return { id, trigger, ...automationJson(report), steps };
}

function iso(instantMs: number): string {
  return new Date(instantMs).toISOString();
}
