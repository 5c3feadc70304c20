// A plan for people and for spreadsheets. These answers may be opened in a browser, with the signature in the link.
import { Hono } from 'hono';
import { isId, type RunId } from '#core/ids.ts';
import { planEntry } from '#core/invoicing/plan-entry.ts';
import { isWorking } from '#core/invoicing/run-state.ts';
import type { Store } from '#ports/store.ts';
import { runReport } from '#usecases/invoicing/run-report.ts';
import { PLAN_CSV_HEADER, planCsvRows } from '#views/exports/plan-csv.ts';
import { RunPage } from '#views/pages/run-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { frameOf } from '../frame.ts';
import { problem } from '../problem.ts';
import { refusalProblem } from './refusal-problem.ts';
import { itemJson } from './run-json.ts';
import { runPageProps } from './run-page-props.ts';
import { signedLink } from './signed-request.ts';

const PAGE_ITEMS = 500;
const REFRESH_SECONDS = 3;
const LIMIT = /^[1-9]\d{0,2}$/;

export const runPlan = new Hono<AppEnv>()
  /** Clients of the plan in order of id, at most 500 a page; `next` is the `after` of the page that follows, or null. */
  .get('/admin/invoice-runs/:id/items', async (c) => {
    const run = await readRun(c);
    if (!run.ok) return run.error;
    const given = c.req.query('limit') ?? String(PAGE_ITEMS);
    if (!LIMIT.test(given) || Number(given) > PAGE_ITEMS) {
      return refusalProblem(c, { reason: 'limit_malformed', most: PAGE_ITEMS });
    }
    const limit = Number(given);
    const after = c.req.query('after') ?? '';
    const { rows, more } = await c.env.ports.store.runs.items(run.id, after, limit);
    const next = more ? (rows.at(-1)?.clientId ?? null) : null;
    return c.json({ runId: run.id, items: rows.map((row) => itemJson(planEntry(row))), next });
  })
  .get('/admin/invoice-runs/:id/plan.csv', async (c) => {
    const run = await readRun(c);
    if (!run.ok) return run.error;
    return c.body(csvStream(c.env.ports.store, run.id), 200, {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${run.month}-${run.id}.csv"`,
    });
  })
  .get('/admin/invoice-runs/:id/plan', async (c) => {
    const run = await readRun(c);
    if (!run.ok) return run.error;
    const { ports } = c.env;
    const [report, { rows, more }] = await Promise.all([
      runReport(ports, run.id),
      ports.store.runs.items(run.id, '', PAGE_ITEMS),
    ]);
    if (!report) return unknownRun(c);
    if (isWorking(report.run.state)) c.header('refresh', String(REFRESH_SECONDS));
    const jws = c.req.query('jws');
    const props = runPageProps(report, {
      items: rows.map((row) => planEntry(row)),
      hasMoreItems: more,
      csvUrl: `/admin/invoice-runs/${run.id}/plan.csv${jws ? `?jws=${encodeURIComponent(jws)}` : ''}`,
    });
    return c.html(<RunPage frame={frameOf(c)} {...props} />);
  });

/** The run that a signed reader asks for, or the answer that refuses it. */
async function readRun(c: AppContext) {
  const request = await signedLink(c);
  if (!request.ok) return { ok: false, error: request.error } as const;
  const id = c.req.param('id') ?? '';
  const run = isId('run', id) ? await c.env.ports.store.runs.byId(id) : undefined;
  if (!run) return { ok: false, error: unknownRun(c) } as const;
  return { ok: true, id: run.id, month: run.month } as const;
}

function unknownRun(c: AppContext): Response {
  return problem(c, 404, 'run_unknown', 'There is no run with this id.');
}

/** A page of clients at a time, and the next one only when the reader has taken it: memory does not grow with the plan. */
function csvStream(store: Store, id: RunId): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = '';
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(PLAN_CSV_HEADER));
    },
    async pull(controller) {
      const { rows, more } = await store.runs.items(id, after, PAGE_ITEMS);
      const last = rows.at(-1);
      if (last) {
        after = last.clientId;
        controller.enqueue(encoder.encode(rows.map((row) => planCsvRows(planEntry(row))).join('')));
      }
      if (!more) controller.close();
    },
  });
}
