import type { RunId } from '#core/ids.ts';
import {
  type CurrencyTotal,
  countOutcomes,
  type RunCounts,
  totalsByCurrency,
} from '#core/invoicing/manifest.ts';
import { monthRange } from '#core/month.ts';
import type { Ports } from '#ports/ports.ts';
import type { ParkedItem, Run } from '#ports/store.ts';

export interface RunReport {
  readonly run: Run;
  readonly counts: RunCounts;
  readonly totals: readonly CurrencyTotal[];
  readonly parked: readonly ParkedItem[];
  /** Clients that the plan has when complete. */
  readonly size: number;
}

/** Parked clients that a report names; the count tells the rest. */
const PARKED_SHOWN = 200;

/** A run with its figures, readable while it is under way. */
export async function runReport(
  { store }: Pick<Ports, 'store'>,
  id: RunId,
): Promise<RunReport | undefined> {
  const run = await store.runs.byId(id);
  if (!run) return undefined;
  const { endMs } = monthRange(run.month, run.header.timeZone);
  const [sums, parked, size] = await Promise.all([
    store.runs.outcomeSums(id),
    store.runs.parked(id, PARKED_SHOWN),
    store.runs.planSize(endMs),
  ]);
  return { run, counts: countOutcomes(sums), totals: totalsByCurrency(sums), parked, size };
}
