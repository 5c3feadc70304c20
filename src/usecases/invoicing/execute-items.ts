import { seriesAt } from '#core/invoicing/number-series.ts';
import { alarmKey } from '#core/monitoring/alarm.ts';
import { addDaysMs } from '#core/month.ts';
import type { IssueFacts } from '#ports/run-changes.ts';
import type { Run } from '#ports/run-reads.ts';
import type { BeforeCommit, RunPorts } from '#usecases/invoicing/advance-run.ts';
import { RunTakenOver } from '#usecases/invoicing/run-taken-over.ts';
import { parkedAlarm } from '#usecases/monitoring/parked-alarm.ts';
import { alarmChanges } from '#usecases/monitoring/raise-alarm.ts';

/** Items that become invoices in one batch; the store's figures are flat from 250 to 2,000 (docs/platform.md). */
const ITEMS_PER_BATCH = 500;
/** Batches in one piece of work. */
const BATCHES_PER_PIECE = 10;

/** Turns the next frozen items into invoices, one batch after the other; nothing is rated, asked or sent here. */
export async function executeItems(
  ports: RunPorts,
  run: Run,
  beforeCommit: BeforeCommit,
): Promise<'unfinished' | 'finished'> {
  const { store } = ports;
  const { id: runId, fence } = run;
  let { cursor } = run;
  if (cursor === '' && run.bookmark === '') await recordRestorePoint(ports, run, beforeCommit);
  for (let batches = 0; batches < BATCHES_PER_PIECE; batches++) {
    const through = await store.runs.executionBoundary(runId, cursor, ITEMS_PER_BATCH);
    await beforeCommit();
    if (through === undefined) {
      await finish(ports, run);
      return 'finished';
    }
    const issued = await store.commit([
      { type: 'run_invoices_issued', runId, fence, cursor, through, issue: issueFacts(ports, run) },
    ]);
    if (!issued.ok) throw new RunTakenOver(runId);
    cursor = through;
  }
  return 'unfinished';
}

/** Its end and what the operator has to hear of it are one commit: nobody waits for it to tell. */
async function finish(ports: RunPorts, run: Run): Promise<void> {
  const { store, clock, log } = ports;
  const { id: runId, fence } = run;
  const alarm = await parkedAlarm(ports, run);
  const done = await store.commit([
    { type: 'run_executed', runId, fence, atMs: clock.nowMs() },
    ...(alarm ? await alarmChanges(ports, alarm) : []),
  ]);
  if (!done.ok) throw new RunTakenOver(runId);
  if (alarm) log.error('alarm', { cause: alarmKey(alarm) });
}

/** Before the first invoice: where to go back to, should the whole run turn out to be wrong (docs/billing-run.md). */
async function recordRestorePoint(
  { store }: RunPorts,
  { id: runId, fence }: Run,
  beforeCommit: BeforeCommit,
): Promise<void> {
  const bookmark = await store.runs.bookmark();
  if (bookmark === undefined) return;
  await beforeCommit();
  const recorded = await store.commit([{ type: 'run_restore_point', runId, fence, bookmark }]);
  if (!recorded.ok) throw new RunTakenOver(runId);
}

function issueFacts({ clock, settings }: RunPorts, { header }: Run): IssueFacts {
  const issuedAtMs = clock.nowMs();
  const series = seriesAt(issuedAtMs, settings);
  return {
    issuedAtMs,
    dueAtMs: addDaysMs(issuedAtMs, header.paymentDays, header.timeZone),
    series,
    numberPrefix: `${series}-`,
  };
}
