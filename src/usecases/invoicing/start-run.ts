import type { RunId } from '#core/ids.ts';
import { RATING_RULES } from '#core/invoicing/manifest.ts';
import type { RunState } from '#core/invoicing/run-state.ts';
import type { Ports } from '#ports/ports.ts';
import type { RunRequest } from '#ports/run-object.ts';
import { newId } from '#usecases/tokens.ts';

/** A run in one of these will answer the same question as a new one. */
const JOINABLE: Readonly<Record<RunRequest['trigger'], readonly RunState[]>> = {
  schedule: ['planning', 'planned', 'executing', 'planning_failed', 'execution_failed'],
  override: ['planning'],
  shadow: ['planning'],
};

/**
 * Starts a run, or joins the one under way for the same month and purpose, so that twenty simultaneous starts are one
 * run. Called one at a time by the run object; even if it were not, the unique key would keep the invoices single.
 */
export async function startRun(
  ports: Pick<Ports, 'store' | 'clock' | 'random' | 'settings'>,
  { id: wanted, month, trigger, requestedBy, corrections = false }: RunRequest,
): Promise<RunId> {
  const { store, clock, settings } = ports;
  const known = wanted && (await store.runs.byId(wanted));
  if (known?.month === month) return known.id;
  const underWay = await store.runs.newest(month, JOINABLE[trigger], trigger);
  const nowMs = clock.nowMs();
  if (underWay?.header.corrections === corrections) {
    await store.commit([{ type: 'run_retried', runId: underWay.id, atMs: nowMs }]);
    return underWay.id;
  }
  const id = known ? newId(ports, 'run') : (wanted ?? newId(ports, 'run'));
  const { timeZone, seller, paymentDays, outlier, usageTolerancePercent } = settings;
  const ratingRules = RATING_RULES;
  const header = {
    month,
    timeZone,
    seller,
    paymentDays,
    ratingRules,
    outlier,
    ...(usageTolerancePercent !== undefined && { usageTolerancePercent }),
    corrections,
    ...(trigger === 'shadow' && { shadow: true }),
  };
  await store.commit([
    { type: 'run_created', run: { id, month, trigger, header, requestedBy, createdAtMs: nowMs } },
    {
      type: 'audit',
      event: {
        atMs: nowMs,
        actor: requestedBy,
        action: 'run_started',
        subjectId: id,
        detail: { month, trigger },
      },
    },
  ]);
  return id;
}
