// One bounded piece of work on the oldest run that has any. What was done is in the store before the next piece
// begins, so a crash anywhere costs at most the piece that was under way.
import type { Ports } from '#ports/ports.ts';
import type { Run } from '#ports/run-reads.ts';
import { executeItems } from '#usecases/invoicing/execute-items.ts';
import { planItems } from '#usecases/invoicing/plan-items.ts';

export type RunPorts = Pick<
  Ports,
  'store' | 'usage' | 'secrets' | 'clock' | 'random' | 'settings' | 'queue' | 'log' | 'metrics'
>;

/** Something between two commits: a stale holder of the run stops here. */
export type BeforeCommit = () => Promise<void>;

export type Advanced = 'more' | 'idle';

/** `idle`: no run has work. Throws `RunTakenOver` where somebody else took the run up meanwhile. */
export async function advanceRun(ports: RunPorts, beforeCommit: BeforeCommit): Promise<Advanced> {
  const { store, clock, metrics } = ports;
  const next = await store.runs.nextWorking();
  if (!next) return 'idle';
  const run = await store.runs.takeUp(next.id, clock.nowMs());
  if (!run) return 'more';
  const beganAtMs = clock.nowMs();
  await (run.state === 'planning' ? planItems : execute)(ports, run, beforeCommit);
  const ms = clock.nowMs() - beganAtMs;
  metrics.add({ name: 'run_piece', kind: run.state, outcome: 'done', ms });
  return 'more';
}

async function execute(ports: RunPorts, run: Run, beforeCommit: BeforeCommit): Promise<void> {
  const executed = await executeItems(ports, run, beforeCommit);
  if (executed === 'finished') await ports.queue.wake();
}
