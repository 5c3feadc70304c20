import { countOutcomes } from '#core/invoicing/manifest.ts';
import { type Alarm, alarmDay, alarmKey } from '#core/monitoring/alarm.ts';
import type { Ports } from '#ports/ports.ts';
import type { Run } from '#ports/run-reads.ts';

/**
 * What the end of a run has to tell the operator: clients that a scheduled one left parked, once a month and day, since the
 * automation tries again every day. Whoever executes a plan by hand has seen whom it parks.
 */
export async function parkedAlarm(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { id: runId, month, trigger }: Run,
): Promise<Alarm | undefined> {
  if (trigger !== 'schedule') return undefined;
  const { parked } = countOutcomes(await store.runs.outcomeSums(runId));
  if (parked === 0) return undefined;
  const alarm = { cause: 'clients_parked', runId, month, parked } as const;
  const { raised } = await store.monitoring.watch(alarmDay(clock.nowMs()));
  return raised.includes(alarmKey(alarm)) ? undefined : alarm;
}
