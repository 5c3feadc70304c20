import { Hono } from 'hono';
import { type ClientId, isId, type RunId } from '#core/ids.ts';
import { planEntry } from '#core/invoicing/plan-entry.ts';
import { isWorking } from '#core/invoicing/run-state.ts';
import type { Run } from '#ports/run-reads.ts';
import { runReport } from '#usecases/invoicing/run-report.ts';
import { newId } from '#usecases/tokens.ts';
import { AdminReconciliationPage } from '#views/admin/reconciliation-page.tsx';
import { AdminRunPage } from '#views/admin/run-page.tsx';
import { reconciliationCsv, reconciliationOf } from '../admin/reconciliation.tsx';
import { runPageProps } from '../admin/run-page-props.ts';
import { planCsv } from '../admin/run-plan.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { adminFrameOf } from './admin-frame.ts';
import { pageUrl } from './page-url.ts';
import { refuse } from './refuse.tsx';
import { requireOperator } from './require-operator.ts';

const PAGE_ITEMS = 50;
const REFRESH_SECONDS = 3;
const read = requireOperator('read');

export const adminRun = new Hono<AppEnv>()
  .get('/admin/runs/:id/plan.csv', read, async (c) => {
    const run = await runOf(c);
    return run ? planCsv(c, run) : refuse(c, 'run_unknown');
  })
  .get('/admin/runs/:id/reconciliation.csv', read, async (c) => {
    const run = await runOf(c);
    return run ? reconciliationCsv(c, run) : refuse(c, 'run_unknown');
  })
  .get('/admin/runs/:id/reconciliation', read, async (c) => {
    const run = await runOf(c);
    if (!run) return refuse(c, 'run_unknown');
    const props = await reconciliationOf(c, run);
    return c.html(
      <AdminReconciliationPage frame={adminFrameOf(c)} {...props} runUrl={urlOf(run.id)} />,
    );
  })
  .get('/admin/runs/:id', read, async (c) => {
    const id = c.req.param('id');
    if (!isId('run', id)) return refuse(c, 'run_unknown');
    const { ports } = c.env;
    const given = c.req.query('after') ?? '';
    const after = isId('client', given) ? given : '';
    const [report, { rows, more }] = await Promise.all([
      runReport(ports, id),
      ports.store.runs.items(id, after, PAGE_ITEMS),
    ]);
    if (!report) return refuse(c, 'run_unknown');
    const { header, state } = report.run;
    if (isWorking(state)) c.header('refresh', String(REFRESH_SECONDS));
    const url = urlOf(id);
    const props = runPageProps(report, {
      items: rows.map((row) => planEntry(row)),
      hasMoreItems: more,
      csvUrl: `${url}/plan.csv`,
      reconciliationUrl: header.usageTolerancePercent === undefined ? '' : `${url}/reconciliation`,
    });
    return c.html(
      <AdminRunPage
        frame={adminFrameOf(c)}
        {...props}
        corrections={header.corrections}
        nextRunId={newId(ports, 'run')}
        firstUrl={after === '' ? '' : url}
        nextUrl={
          more ? pageUrl(url, { after: rows.at(-1)?.clientId satisfies ClientId | undefined }) : ''
        }
      />,
    );
  });

async function runOf(c: AppContext): Promise<Run | undefined> {
  const id = c.req.param('id') ?? '';
  return isId('run', id) ? c.env.ports.store.runs.byId(id) : undefined;
}

function urlOf(id: RunId): string {
  return `/admin/runs/${id}`;
}
