import { isStuck } from '#core/invoicing/run-state.ts';
import type { Ports } from '#ports/ports.ts';
import { keepLooking } from '#usecases/metering/look-around.ts';
import { watchService } from '#usecases/monitoring/watch-service.ts';

type PulsePorts = Pick<
  Ports,
  | 'store'
  | 'clock'
  | 'log'
  | 'queue'
  | 'runs'
  | 'inventory'
  | 'random'
  | 'secrets'
  | 'billing'
  | 'settings'
>;

/**
 * Every few minutes: wakes whatever should be moving by itself. Queue messages and alarms can be lost
 * (docs/platform.md), the outbox and the runs cannot. The object takes a run up under a new fence, so whoever held it
 * and hangs cannot commit to it any more.
 */
export async function pulse(ports: PulsePorts): Promise<void> {
  const { store, clock, log, queue, runs } = ports;
  const run = await store.runs.nextWorking();
  const stuck = run && isStuck(run, clock.nowMs()) ? run : undefined;
  if (stuck) {
    const { id: runId, month, state, fence } = stuck;
    const idleMs = clock.nowMs() - stuck.touchedAtMs;
    log.error('run_stuck', { runId, month, state, fence, idleMs });
  }
  await queue.wake();
  await runs.wake();
  await watchService(ports, stuck);
  // Last, because it may take minutes; nothing above waits for the panel.
  await keepLooking(ports);
}
