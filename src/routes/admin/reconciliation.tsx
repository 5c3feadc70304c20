// Two measurements of a month side by side, for people and for spreadsheets. Opened like the plan, with a signature.
import { Hono } from 'hono';
import type { Run } from '#ports/run-reads.ts';
import {
  RECONCILIATION_CSV_HEADER,
  reconciliationCsvRows,
} from '#views/exports/reconciliation-csv.ts';
import { ReconciliationPage } from '#views/pages/reconciliation-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { csvDownload, csvStream } from '../csv-stream.ts';
import { frameOf } from '../frame.ts';
import { readRun } from './read-run.ts';

const PAGE_CLIENTS = 200;

export const reconciliation = new Hono<AppEnv>()
  .get('/admin/invoice-runs/:id/reconciliation.csv', async (c) => {
    const run = await readRun(c);
    return run.ok ? reconciliationCsv(c, run) : run.error;
  })
  .get('/admin/invoice-runs/:id/reconciliation', async (c) => {
    const run = await readRun(c);
    if (!run.ok) return run.error;
    const jws = c.req.query('jws');
    const signature = jws ? `?jws=${encodeURIComponent(jws)}` : '';
    const url = (page: string) => `/admin/invoice-runs/${run.id}/${page}${signature}`;
    return c.html(
      <ReconciliationPage
        frame={frameOf(c)}
        {...(await reconciliationOf(c, run))}
        csvUrl={url('reconciliation.csv')}
        planUrl={url('plan')}
      />,
    );
  });

type ComparedRun = Pick<Run, 'id' | 'month' | 'header'>;

/** Every server of every client, with both measurements. */
export function reconciliationCsv(c: AppContext, { id, month }: ComparedRun): Response {
  const { runs } = c.env.ports.store;
  const file = csvStream(RECONCILIATION_CSV_HEADER, async (after) => {
    const rows = await runs.comparisons(id, after, PAGE_CLIENTS);
    const text = rows.map(reconciliationCsvRows).join('');
    return { text, next: rows.length < PAGE_CLIENTS ? undefined : rows.at(-1)?.clientId };
  });
  return csvDownload(c, `${month}-reconciliation-${id}.csv`, file);
}

/** What its pages show: the counts, and the clients whose measurements do not agree. */
export async function reconciliationOf(c: AppContext, { id, month, header }: ComparedRun) {
  const { runs } = c.env.ports.store;
  const [counts, apart] = await Promise.all([
    runs.comparisonCounts(id),
    runs.comparisons(id, '', PAGE_CLIENTS + 1, true),
  ]);
  return {
    month,
    tolerancePercent: header.usageTolerancePercent,
    counts,
    clients: apart.slice(0, PAGE_CLIENTS),
    hasMore: apart.length > PAGE_CLIENTS,
  };
}
