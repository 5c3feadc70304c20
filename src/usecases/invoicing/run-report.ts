import type { RunId } from '#core/ids.ts';
import {
  type CorrectionCounts,
  type CurrencyTotal,
  countCorrections,
  countOutcomes,
  differencesTo,
  type OutcomeSum,
  type RunCounts,
  type TotalDifference,
  totalsByCurrency,
} from '#core/invoicing/manifest.ts';
import { isGapFree, seriesAt } from '#core/invoicing/number-series.ts';
import { isStuck } from '#core/invoicing/run-state.ts';
import { monthBefore, monthRange } from '#core/month.ts';
import type { Ports } from '#ports/ports.ts';
import type { NumberSeries, ParkedItem, Run } from '#ports/run-reads.ts';

export interface RunReport {
  readonly run: Run;
  readonly counts: RunCounts;
  readonly corrections: CorrectionCounts;
  readonly totals: readonly CurrencyTotal[];
  readonly parked: readonly ParkedItem[];
  /** Clients that the plan has when complete. */
  readonly size: number;
  /** Totals beside what other runs billed of the month, and beside those of the month before. */
  readonly differences: readonly TotalDifference[];
  /** Clients planned a second, or documents made a second, and what is left at that rate; 0 when nothing is. */
  readonly perSecond: number;
  readonly remainingMs: number;
  /** Whether the series that the run numbers in goes from 1 to its counter without a gap. */
  readonly numbers: NumberCheck;
  /** It is this run's turn, and nobody has worked on it for too long. */
  readonly stuck: boolean;
}

export interface NumberCheck extends NumberSeries {
  readonly series: string;
  readonly gapFree: boolean;
}

/** Parked clients that a report names; the count tells the rest. */
const PARKED_SHOWN = 200;

/** A run with its figures, readable while it is under way. */
export async function runReport(
  { store, clock, settings }: Pick<Ports, 'store' | 'clock' | 'settings'>,
  id: RunId,
): Promise<RunReport | undefined> {
  const run = await store.runs.byId(id);
  if (!run) return undefined;
  const { endMs } = monthRange(run.month, run.header.timeZone);
  const nowMs = clock.nowMs();
  const series = seriesAt(run.executedAtMs || nowMs, settings);
  const [sums, parked, size, billed, before, found, next] = await Promise.all([
    store.runs.outcomeSums(id),
    store.runs.parked(id, PARKED_SHOWN),
    store.runs.planSize(endMs, run.header.shadow ? run.month : undefined),
    store.runs.billedTotals(run.month, id),
    store.runs.billedTotals(monthBefore(run.month)),
    store.runs.numberSeries(series),
    store.runs.nextWorking(),
  ]);
  const totals = totalsByCurrency(sums);
  const counts = countOutcomes(sums);
  const corrections = countCorrections(sums);
  const differences = differencesTo({ before, billed, totals });
  const numbers = { series, ...found, gapFree: isGapFree(found) };
  // A run that waits behind another one is not stuck.
  const stuck = next?.id === id && isStuck(run, nowMs);
  const figures = { counts, corrections, totals, parked, size, differences, numbers, stuck };
  const pace = run.state === 'executing' ? executingPace : planningPace;
  return { run, ...figures, ...pace(run, sums, size, nowMs) };
}

/** Planning is the long part: when it is over its pace stays the run's. */
function planningPace(run: Run, sums: readonly OutcomeSum[], size: number, nowMs: number) {
  const planned = sums.reduce((all, { count }) => all + count, 0);
  const left = run.state === 'planning' ? size - planned : 0;
  return paceOf(planned, left, (run.plannedAtMs || nowMs) - run.createdAtMs);
}

function executingPace(run: Run, sums: readonly OutcomeSum[], _size: number, nowMs: number) {
  const done = run.issued + run.conflicts;
  const all = totalsByCurrency(sums).reduce((count, { invoices }) => count + invoices, 0);
  return paceOf(done, all - done, nowMs - run.executingAtMs);
}

function paceOf(done: number, left: number, elapsedMs: number) {
  const perSecond = done / (Math.max(elapsedMs, 1) / 1000);
  const isMoving = perSecond > 0 && left > 0;
  return { perSecond, remainingMs: isMoving ? Math.round((left / perSecond) * 1000) : 0 };
}
