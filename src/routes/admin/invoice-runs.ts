import { Hono } from 'hono';
import { z } from 'zod';
import { isId } from '#core/ids.ts';
import { checkOverrideMonth } from '#core/invoicing/override.ts';
import type { BillingMonth } from '#core/month.ts';
import { runReport } from '#usecases/invoicing/run-report.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { problem } from '../problem.ts';
import { refusalProblem } from './refusal-problem.ts';
import { runJson } from './run-json.ts';
import { jwsLimit, signedBearer, signedBody } from './signed-request.ts';

/** Below the 30 s that a request may last; a larger plan is answered 202 and read by its id. */
const PLAN_WAIT_MS = 20_000;

const MANIFEST = /^[0-9a-f]{64}$/;
const fields = z.object({ month: z.string(), manifest: z.string().optional() });

export const invoiceRuns = new Hono<AppEnv>()
  .post('/admin/invoice-runs', jwsLimit, async (c) => {
    const request = await signedBody(c, ['plan', 'execute']);
    if (!request.ok) return request.error;
    const { action, kid, fields: given } = request.value;
    const parsed = fields.safeParse(given);
    if (!parsed.success) return refusalProblem(c, { reason: 'claims_malformed', claim: 'month' });
    const { clock, settings } = c.env.ports;
    const month = checkOverrideMonth(parsed.data.month, clock.nowMs(), settings.timeZone);
    if (!month.ok) return refusalProblem(c, month.error);
    if (action === 'plan') return plan(c, month.value, kid);
    const { manifest } = parsed.data;
    if (!manifest || !MANIFEST.test(manifest)) {
      return refusalProblem(c, { reason: 'claims_malformed', claim: 'manifest' });
    }
    return execute(c, month.value, manifest, kid);
  })
  .get('/admin/invoice-runs/:id', async (c) => {
    const request = await signedBearer(c);
    if (!request.ok) return request.error;
    const id = c.req.param('id');
    const report = isId('run', id) ? await runReport(c.env.ports, id) : undefined;
    if (!report) return problem(c, 404, 'run_unknown', 'There is no run with this id.');
    return c.json(runJson(report));
  });

async function plan(c: AppContext, month: BillingMonth, kid: string) {
  const { runs } = c.env.ports;
  const runId = await runs.start({ month, trigger: 'override', requestedBy: `admin:${kid}` });
  await runs.settled(runId, PLAN_WAIT_MS);
  const report = await runReport(c.env.ports, runId);
  if (!report) throw new Error(`run ${runId} is gone`);
  return c.json(runJson(report), report.run.state === 'planning' ? 202 : 200);
}

async function execute(c: AppContext, month: BillingMonth, manifest: string, kid: string) {
  const { runs } = c.env.ports;
  const started = await runs.approve({ month, manifest, approvedBy: `admin:${kid}` });
  if (!started.ok) return refusalProblem(c, started.error);
  return c.json({ runId: started.value, month, manifest }, 202);
}
