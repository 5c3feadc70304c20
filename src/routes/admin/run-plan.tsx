// A plan for people and for spreadsheets. These answers may be opened in a browser, with the signature in the link.
import { Hono } from 'hono';
import { planEntry } from '#core/invoicing/plan-entry.ts';
import { isWorking } from '#core/invoicing/run-state.ts';
import type { Run } from '#ports/run-reads.ts';
import { runReport } from '#usecases/invoicing/run-report.ts';
import { PLAN_CSV_HEADER, planCsvRows } from '#views/exports/plan-csv.ts';
import { RunPage } from '#views/pages/run-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { csvDownload, csvStream } from '../csv-stream.ts';
import { frameOf } from '../frame.ts';
import { readRun, unknownRun } from './read-run.ts';
import { refusalProblem } from './refusal-problem.ts';
import { itemJson } from './run-json.ts';
import { runPageProps } from './run-page-props.ts';

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
    return planCsv(c, run);
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
    const signature = jws ? `?jws=${encodeURIComponent(jws)}` : '';
    const url = (page: string) => `/admin/invoice-runs/${run.id}/${page}${signature}`;
    const props = runPageProps(report, {
      items: rows.map((row) => planEntry(row)),
      hasMoreItems: more,
      csvUrl: url('plan.csv'),
      reconciliationUrl:
        run.header.usageTolerancePercent === undefined ? '' : url('reconciliation'),
    });
    return c.html(<RunPage frame={frameOf(c)} {...props} />);
  });

/** The plan client by client, line by line. */
export function planCsv(c: AppContext, { id, month }: Pick<Run, 'id' | 'month'>): Response {
  const { store } = c.env.ports;
  const file = csvStream(PLAN_CSV_HEADER, async (after) => {
    const { rows, more } = await store.runs.items(id, after, PAGE_ITEMS);
    const text = rows.map((row) => planCsvRows(planEntry(row))).join('');
    return { text, next: more ? rows.at(-1)?.clientId : undefined };
  });
  return csvDownload(c, `${month}-${id}.csv`, file);
}
