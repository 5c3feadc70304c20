import { table } from '../output/table.ts';
import { describePlan } from './describe-plan.ts';
import { minuteText } from './minute-text.ts';
import type { RunHeadJson } from './run-list.ts';
import type { RunJson } from './runs.ts';

/** Runs, the newest first. Times are UTC. */
export function describeRuns(runs: readonly RunHeadJson[]): string {
  if (runs.length === 0) return 'There is no run yet.';
  return table(
    [
      { title: 'run', whole: true },
      { title: 'month' },
      { title: 'state' },
      { title: 'made', align: 'right' },
      { title: 'asked by' },
      { title: 'begun (UTC)' },
      { title: 'executed (UTC)' },
    ],
    runs.map((run) => [
      run.runId,
      run.corrections ? `${run.month} corrections` : run.month,
      run.state,
      run.issued,
      run.requestedBy,
      minuteText(run.createdAt),
      minuteText(run.executedAt),
    ]),
  );
}

/** One run: where it stands, its plan, and what stopped it. */
export function describeRun(run: RunJson): string {
  const { runId, state, stuck, progress, failure } = run;
  const conflicts = progress.conflicts > 0 ? `, ${progress.conflicts} were there already` : '';
  return [
    `${runId} is ${state}${stuck ? ', and nobody has worked on it for ten minutes' : ''}.`,
    `Planned ${progress.planned} of ${progress.clients} clients; made ${progress.issued} documents${conflicts}.`,
    ...(failure ? [`It failed: ${failure}`] : []),
    '',
    describePlan(run),
  ].join('\n');
}
