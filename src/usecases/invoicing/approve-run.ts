import type { RunId } from '#core/ids.ts';
import { decideExecute, type ExecuteRefusal } from '#core/invoicing/run-state.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import type { RunApproval } from '#ports/run-object.ts';
import type { Run } from '#ports/run-reads.ts';

/** Starts the execution of exactly the plan with this manifest, or says why not. Approving twice starts it once. */
export async function approveRun(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { month, manifest, approvedBy }: RunApproval,
): Promise<Result<RunId, ExecuteRefusal>> {
  const run = await store.runs.byManifest(month, manifest);
  const nowMs = clock.nowMs();
  const decided = decideExecute(run && executable(run), nowMs);
  if (!decided.ok) return decided;
  if (!run) return err({ reason: 'manifest_unknown' });
  if (decided.value === 'already_started') {
    await store.commit([{ type: 'run_retried', runId: run.id, atMs: nowMs }]);
    return ok(run.id);
  }
  const started = await store.commit([
    { type: 'run_execution_started', runId: run.id, atMs: nowMs },
    {
      type: 'audit',
      event: {
        atMs: nowMs,
        actor: approvedBy,
        action: 'run_approved',
        subjectId: run.id,
        detail: { month, manifest, before: { state: run.state }, after: { state: 'executing' } },
      },
    },
  ]);
  if (started.ok) return ok(run.id);
  // Another approval of the same manifest came first, or another plan did: the run as it is now says which.
  const runNow = await store.runs.byId(run.id);
  const decidedNow = decideExecute(runNow && executable(runNow), nowMs);
  return decidedNow.ok ? ok(run.id) : decidedNow;
}

function executable({ state, plannedAtMs, trigger }: Run) {
  return { state, plannedAtMs, isShadow: trigger === 'shadow' };
}
