import type { RunId } from '#core/ids.ts';
import type { ShadowSum } from '#ports/moving-reads.ts';
import type { Ports } from '#ports/ports.ts';
import type { Run } from '#ports/run-reads.ts';

export interface ShadowReport {
  readonly run: Run;
  /** Clients of the shadow plan, as far as it is made. */
  readonly planned: number;
  readonly compared: number;
  readonly sums: readonly ShadowSum[];
  readonly toleranceMinor: number;
}

/** A shadow month with its figures, readable while it is under way; undefined for any other run. */
export async function shadowReport(
  { store, settings }: Pick<Ports, 'store' | 'settings'>,
  id: RunId,
): Promise<ShadowReport | undefined> {
  const run = await store.runs.byId(id);
  if (run?.trigger !== 'shadow') return undefined;
  const [outcomes, sums] = await Promise.all([
    store.runs.outcomeSums(id),
    store.moving.shadowSums(id),
  ]);
  return {
    run,
    planned: outcomes.reduce((all, { count }) => all + count, 0),
    compared: sums.reduce((all, { clients }) => all + clients, 0),
    sums,
    toleranceMinor: settings.moving.shadowToleranceMinor,
  };
}
