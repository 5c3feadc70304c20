import { Hono } from 'hono';
import { z } from 'zod';
import { isId } from '#core/ids.ts';
import { checkOverrideMonth } from '#core/invoicing/override.ts';
import { type BillingMonth, parseMonth } from '#core/month.ts';
import { planOverride } from '#usecases/invoicing/plan-override.ts';
import { runReport } from '#usecases/invoicing/run-report.ts';
import { unsettledMonths } from '#usecases/invoicing/unsettled-months.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { boundedBody } from '../bounded-body.ts';
import { problem } from '../problem.ts';
import { malformed } from './malformed.ts';
import { refusalProblem } from './refusal-problem.ts';
import { runHeadJson, runJson, unsettledJson } from './run-json.ts';
import { signedBearer, signedBody } from './signed-request.ts';

const RUNS_LISTED = 50;
const MANIFEST = /^[0-9a-f]{64}$/;
const fields = z.object({
  month: z.string(),
  manifest: z.string().optional(),
  corrections: z.boolean().default(false),
});

export const invoiceRuns = new Hono<AppEnv>()
  .post('/admin/invoice-runs', boundedBody, async (c) => {
    const request = await signedBody(c, ['plan', 'execute']);
    if (!request.ok) return request.error;
    const { action, kid, fields: given } = request.value;
    const parsed = fields.safeParse(given);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    const { clock, settings } = c.env.ports;
    const month = checkOverrideMonth(parsed.data.month, clock.nowMs(), settings.timeZone);
    if (!month.ok) return refusalProblem(c, month.error);
    if (action === 'plan') return plan(c, month.value, parsed.data.corrections, kid);
    const { manifest } = parsed.data;
    if (!manifest || !MANIFEST.test(manifest)) {
      return refusalProblem(c, { reason: 'claims_malformed', claim: 'manifest' });
    }
    return execute(c, month.value, manifest, kid);
  })
  /** The newest runs, and the months that are not done. */
  .get('/admin/invoice-runs', async (c) => {
    const request = await signedBearer(c);
    if (!request.ok) return request.error;
    const given = c.req.query('month');
    const month = given === undefined ? undefined : parseMonth(given);
    if (month && !month.ok) return refusalProblem(c, month.error);
    const [runs, unsettled] = await Promise.all([
      c.env.ports.store.runs.list(RUNS_LISTED, month?.value),
      unsettledMonths(c.env.ports),
    ]);
    return c.json({ runs: runs.map(runHeadJson), unsettled: unsettled.map(unsettledJson) });
  })
  .get('/admin/invoice-runs/:id', async (c) => {
    const request = await signedBearer(c);
    if (!request.ok) return request.error;
    const id = c.req.param('id');
    const report = isId('run', id) ? await runReport(c.env.ports, id) : undefined;
    if (!report) return problem(c, 404, 'run_unknown', 'There is no run with this id.');
    return c.json(runJson(report));
  });

async function plan(c: AppContext, month: BillingMonth, corrections: boolean, kid: string) {
  const report = await planOverride(c.env.ports, { month, corrections }, `admin:${kid}`);
  return c.json(runJson(report), report.run.state === 'planning' ? 202 : 200);
}

async function execute(c: AppContext, month: BillingMonth, manifest: string, kid: string) {
  const { runs } = c.env.ports;
  const started = await runs.approve({ month, manifest, approvedBy: `admin:${kid}` });
  if (!started.ok) return refusalProblem(c, started.error);
  return c.json({ runId: started.value, month, manifest }, 202);
}
