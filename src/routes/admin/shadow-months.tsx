// What we would have billed in a month that the add-on before us billed, beside what it did.
import { Hono } from 'hono';
import { z } from 'zod';
import { isId, type RunId } from '#core/ids.ts';
import { checkOverrideMonth } from '#core/invoicing/override.ts';
import type { ShadowComparison, ShadowVerdict } from '#core/moving/compare-months.ts';
import type { StoredShadowRow } from '#ports/moving-reads.ts';
import { compareShadow } from '#usecases/moving/compare-shadow.ts';
import { type ShadowReport, shadowReport } from '#usecases/moving/shadow-report.ts';
import { SHADOW_CSV_HEADER, shadowCsvRows } from '#views/exports/shadow-csv.ts';
import { ShadowPage } from '#views/pages/shadow-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { boundedBody } from '../bounded-body.ts';
import { csvDownload, csvStream } from '../csv-stream.ts';
import { frameOf } from '../frame.ts';
import { malformed } from './malformed.ts';
import { movingProblem } from './moving-problem.ts';
import { pageLimit } from './page-limit.ts';
import { refusalProblem } from './refusal-problem.ts';
import { signedBearer, signedBody, signedLink } from './signed-request.ts';

/** Below the 30 s that a request may last; a larger month is answered 202 and read by its id. */
const PLAN_WAIT_MS = 20_000;
const PAGE_CLIENTS = 200;
const VERDICTS: readonly string[] = [
  'equal',
  'differs',
  'only_here',
  'only_there',
  'not_compared',
] satisfies readonly ShadowVerdict[];

const ofMonth = z.object({ month: z.string() });
const ofRun = z.object({
  runId: z.custom<RunId>((value) => typeof value === 'string' && isId('run', value)),
});

export const shadowMonths = new Hono<AppEnv>()
  .post('/admin/shadow-months', boundedBody, async (c) => {
    const request = await signedBody(c, ['shadow_month', 'compare_shadow']);
    if (!request.ok) return request.error;
    const { action, kid, fields } = request.value;
    if (action === 'compare_shadow') {
      const parsed = ofRun.safeParse(fields);
      if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
      const { runId } = parsed.data;
      const compared = await compareShadow(c.env.ports, runId);
      return compared.ok ? answer(c, runId) : movingProblem(c, compared.error);
    }
    const parsed = ofMonth.safeParse(fields);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    return compute(c, parsed.data.month, `admin:${kid}`);
  })
  .get('/admin/shadow-months/:id', async (c) => {
    const request = await signedBearer(c);
    return request.ok ? answer(c, c.req.param('id')) : request.error;
  })
  /** In order of client; `next` is the `after` of the page that follows, or null. */
  .get('/admin/shadow-months/:id/clients', async (c) => {
    const shadow = await readShadow(c);
    if (!shadow.ok) return shadow.error;
    const limit = pageLimit(c.req.query('limit'), PAGE_CLIENTS);
    if (limit === undefined)
      return refusalProblem(c, { reason: 'limit_malformed', most: PAGE_CLIENTS });
    const verdict = c.req.query('verdict');
    if (verdict !== undefined && !VERDICTS.includes(verdict)) {
      return refusalProblem(c, { reason: 'claims_malformed', claim: 'verdict' });
    }
    const { rows, next } = await page(c, shadow.report.run.id, c.req.query('after') ?? '', {
      limit,
      verdict: verdict as ShadowVerdict | undefined, // one of them: checked above
    });
    return c.json({ runId: shadow.report.run.id, clients: rows.map(rowJson), next: next ?? null });
  })
  .get('/admin/shadow-months/:id/report.csv', async (c) => {
    const shadow = await readShadow(c);
    if (!shadow.ok) return shadow.error;
    const { id, month } = shadow.report.run;
    const file = csvStream(SHADOW_CSV_HEADER, async (after) => {
      const { rows, next } = await page(c, id, after, { limit: PAGE_CLIENTS });
      return { text: rows.map((row) => shadowCsvRows(row, comparisonIn(row))).join(''), next };
    });
    return csvDownload(c, `${month}-shadow-${id}.csv`, file);
  })
  .get('/admin/shadow-months/:id/report', async (c) => {
    const shadow = await readShadow(c);
    if (!shadow.ok) return shadow.error;
    const { report } = shadow;
    const { id } = report.run;
    const { rows, next } = await page(c, id, '', { limit: PAGE_CLIENTS });
    const jws = c.req.query('jws');
    const signature = jws ? `?jws=${encodeURIComponent(jws)}` : '';
    const clients = rows.map((row) => ({ ...row, comparison: comparisonIn(row) }));
    return c.html(
      <ShadowPage
        frame={frameOf(c)}
        report={report}
        clients={clients}
        hasMore={next !== undefined}
        csvUrl={`/admin/shadow-months/${id}/report.csv${signature}`}
        planUrl={`/admin/invoice-runs/${id}/plan${signature}`}
      />,
    );
  });

async function compute(c: AppContext, given: string, requestedBy: string): Promise<Response> {
  const { clock, settings, runs, oldBilling } = c.env.ports;
  const month = checkOverrideMonth(given, clock.nowMs(), settings.timeZone);
  if (!month.ok) return refusalProblem(c, month.error);
  if (!oldBilling?.readMonth) return movingProblem(c, { reason: 'old_invoices_unknown' });
  const runId = await runs.start({ month: month.value, trigger: 'shadow', requestedBy });
  await runs.settled(runId, PLAN_WAIT_MS);
  return answer(c, runId);
}

async function answer(c: AppContext, id: string): Promise<Response> {
  const report = isId('run', id) ? await shadowReport(c.env.ports, id) : undefined;
  if (!report) return movingProblem(c, { reason: 'shadow_unknown' });
  return c.json(reportJson(report), report.run.state === 'planning' ? 202 : 200);
}

async function readShadow(c: AppContext) {
  const request = await signedLink(c);
  if (!request.ok) return { ok: false, error: request.error } as const;
  const id = c.req.param('id') ?? '';
  const report = isId('run', id) ? await shadowReport(c.env.ports, id) : undefined;
  if (!report) return { ok: false, error: movingProblem(c, { reason: 'shadow_unknown' }) } as const;
  return { ok: true, report } as const;
}

async function page(
  c: AppContext,
  id: RunId,
  after: string,
  { limit, verdict }: { readonly limit: number; readonly verdict?: ShadowVerdict | undefined },
) {
  const found = await c.env.ports.store.moving.shadowRows(id, after, limit + 1, verdict);
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? rows.at(-1)?.clientId : undefined };
}

/** Written by `compare-shadow.ts`. */
function comparisonIn({ content }: StoredShadowRow): ShadowComparison {
  return JSON.parse(content) as ShadowComparison;
}

function rowJson(row: StoredShadowRow) {
  return { clientId: row.clientId, clientEmail: row.email, ...comparisonIn(row) };
}

function reportJson({ run, planned, compared, sums, toleranceMinor }: ShadowReport) {
  return {
    runId: run.id,
    month: run.month,
    state: run.state,
    failure: run.failure || null,
    toleranceMinor,
    progress: { clients: planned, compared },
    sums: sums.map(({ hereMinor, thereMinor, ...sum }) => ({
      ...sum,
      hereMinor,
      thereMinor,
      differenceMinor: hereMinor - thereMinor,
    })),
  };
}
