// Does what is due in the outbox. Each task is claimed by one worker for a while; one that fails is postponed with
// back-off and delays no other.

import { MAX_ATTEMPTS, retryDelayMs } from '#core/back-off.ts';
import { errorText } from '#core/error-text.ts';
import type { Task } from '#ports/outbox.ts';
import { atMost, CALLS_AT_ONCE } from '#usecases/at-most.ts';
import { deliverInvoice } from '#usecases/delivery/deliver-invoice.ts';
import { provisionFromOutbox } from '#usecases/outbox/provision-from-outbox.ts';
import { sendLetter } from '#usecases/outbox/send-letter.ts';
import type { OutboxPorts, TaskOutcome } from '#usecases/outbox/task-outcome.ts';
import { withinLease } from '#usecases/within-lease.ts';

export interface Drained {
  readonly done: number;
  readonly postponed: number;
  readonly givenUp: number;
  /** There may be more tasks due now. */
  readonly more: boolean;
}

/**
 * Tasks in one go. A delivery makes some twenty statements and a handful of calls, an invocation may make 1,000 and
 * 10,000 (docs/platform.md). A multiple of what runs at once, so that none is left to run alone.
 */
const TASKS_PER_DRAIN = 36;
/** A task whose worker died is due again then. */
const LEASE_MS = 240_000;
/** No task begins later than this after it was claimed: what is left of the lease is for five calls at the longest time-out. */
const BEGUN_WITHIN_MS = 90_000;

/** Claims and does up to `TASKS_PER_DRAIN` due tasks; deliveries are left where they lie while they are stopped. */
export async function drainOutbox(ports: OutboxPorts): Promise<Drained> {
  const { store, clock, billing } = ports;
  const nowMs = clock.nowMs();
  const stop = await store.deliveries.stop(billing.capabilities.name);
  const leaseUntilMs = nowMs + LEASE_MS;
  const tasks = await store.outbox.claimDue(
    nowMs,
    leaseUntilMs,
    TASKS_PER_DRAIN,
    stop ? ['deliver_invoice'] : [],
  );
  const counts: Record<Settled, number> = { done: 0, followed: 0, postponed: 0, givenUp: 0 };
  await atMost(CALLS_AT_ONCE, tasks, async (task) => {
    // It would hardly get anywhere before its lease ends: leave it to the next worker.
    if (clock.nowMs() - nowMs > BEGUN_WITHIN_MS) return 'late';
    counts[await withinLease(ports, leaseUntilMs, () => settleAlone(ports, task))]++;
    return undefined;
  });
  const { done, followed, postponed, givenUp } = counts;
  const more = tasks.length === TASKS_PER_DRAIN || followed > 0;
  return { done: done + followed, postponed, givenUp, more };
}

/** `followed`: done, and it put another task into the outbox, which nobody else will wake for. */
type Settled = 'done' | 'followed' | 'postponed' | 'givenUp';

/** A task whose result cannot be stored is due again when its lease is over; the others go on. */
async function settleAlone(ports: OutboxPorts, task: Task): Promise<Settled> {
  try {
    return await settle(ports, task);
  } catch (error) {
    ports.log.error('task_not_settled', { taskId: task.id, error: errorText(error) });
    return 'postponed';
  }
}

async function settle(ports: OutboxPorts, task: Task): Promise<Settled> {
  const { store, clock, log, metrics } = ports;
  const beganAtMs = clock.nowMs();
  const outcome = await attempt(ports, task);
  const atMs = clock.nowMs();
  metrics.add({ name: 'task', kind: task.kind, outcome: outcome.kind, ms: atMs - beganAtMs });
  if (outcome.kind === 'done') {
    const committed = await store.commit([
      ...outcome.changes,
      { type: 'outbox_done', id: task.id, atMs },
    ]);
    // A conflict: another worker took it over. It is due again when the lease is over, and looks first.
    if (!committed.ok) return 'postponed';
    return outcome.changes.some(({ type }) => type === 'outbox_added') ? 'followed' : 'done';
  }
  if (outcome.kind === 'wait') {
    const { error, forMs } = outcome;
    await postpone(ports, task, { error, delayMs: forMs, attempts: 0 });
    log.info('task_waits', { taskId: task.id, kind: task.kind, error, forMs });
    return 'postponed';
  }
  const fields = {
    taskId: task.id,
    kind: task.kind,
    error: outcome.error,
    attempts: task.attempts,
  };
  if (outcome.kind === 'retry' && task.attempts < MAX_ATTEMPTS) {
    const delayMs = Math.max(retryDelayMs(task.attempts), outcome.notBeforeMs ?? 0);
    await postpone(ports, task, { error: outcome.error, delayMs, attempts: task.attempts });
    log.warn('task_postponed', fields);
    return 'postponed';
  }
  const state = outcome.kind === 'give_up' ? outcome.state : 'failed';
  await store.commit([{ type: 'outbox_given_up', id: task.id, state, error: outcome.error, atMs }]);
  log.error('task_given_up', fields);
  return 'givenUp';
}

async function postpone(
  { store, clock, queue }: OutboxPorts,
  { id }: Task,
  { error, delayMs, attempts }: { error: string; delayMs: number; attempts: number },
): Promise<void> {
  const dueAtMs = clock.nowMs() + delayMs;
  await store.commit([{ type: 'outbox_postponed', id, dueAtMs, error, attempts }]);
  await queue.wake(delayMs);
}

async function attempt(ports: OutboxPorts, task: Task): Promise<TaskOutcome> {
  try {
    switch (task.kind) {
      case 'send_letter':
        return await sendLetter(ports, task);
      case 'provision_client':
        return await provisionFromOutbox(ports, task);
      case 'deliver_invoice':
        return await deliverInvoice(ports, task);
    }
  } catch (error) {
    // A defect or a lost database connection in one task must not take the others along.
    ports.log.error('task_crashed', { taskId: task.id, error: errorText(error) });
    return { kind: 'retry', error: 'crashed' };
  }
}
