// The two steps of invoicing a month as somebody sees them: a bar while the service works, and a word about what goes on
// without us where it is interrupted.
import { whileStated } from '../output/interrupted.ts';
import { createProgress } from '../output/progress.ts';
import type { AdminClient } from './client.ts';
import { documentsOf, executePlan, planMonth, type RunJson, waitWhile } from './runs.ts';

/** Plans a month; with `corrections` invoiced clients are looked at, too. */
export function planShown(
  admin: AdminClient,
  month: string,
  corrections: boolean,
): Promise<RunJson> {
  return whileStated(
    () => 'The service goes on planning; a plan makes no invoices. See it: npx postmeter runs list',
    () =>
      withProgress('Planning', (show) =>
        planMonth(
          admin,
          month,
          ({ progress }) => show(progress.planned, progress.clients),
          corrections,
        ),
      ),
  );
}

/** Executes exactly this plan. */
export function executeShown(admin: AdminClient, plan: RunJson): Promise<RunJson> {
  return whileStated(
    () =>
      `The service has the approval and goes on making the invoices. Watch it: npx postmeter runs watch ${plan.runId}`,
    () =>
      withProgress('Invoicing', (show) =>
        executePlan(admin, plan, ({ progress }) =>
          show(progress.issued + progress.conflicts, documentsOf(plan)),
        ),
      ),
  );
}

/** Follows a run until it works no more: through the planning, and the executing where that comes next. */
export function watchShown(admin: AdminClient, runId: string): Promise<RunJson> {
  return whileStated(
    () => `Only the watching is over. The run goes on: npx postmeter runs watch ${runId}`,
    () =>
      withProgress('Run', (show) =>
        waitWhile(admin, runId, ['planning', 'executing'], (run) => {
          const { progress, state } = run;
          if (state === 'planning') show(progress.planned, progress.clients);
          else show(progress.issued + progress.conflicts, documentsOf(run));
        }),
      ),
  );
}

async function withProgress<T>(
  label: string,
  work: (show: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const progress = createProgress(label);
  try {
    return await work((done, total) => progress.show(done, total));
  } finally {
    progress.end();
  }
}
