// Does what is due in the outbox. Each task is claimed by one worker for a while; one that fails is postponed with
// back-off and delays no other.
import { MAX_ATTEMPTS, retryDelayMs } from '#core/back-off.ts';
import { errorText } from '#core/error-text.ts';
import type { Task } from '#ports/store.ts';
import { deliverInvoice } from '#usecases/outbox/deliver-invoice.ts';
import { provisionFromOutbox } from '#usecases/outbox/provision-from-outbox.ts';
import { sendLetter } from '#usecases/outbox/send-letter.ts';
import type { OutboxPorts, TaskOutcome } from '#usecases/outbox/task-outcome.ts';

export interface Drained {
  readonly done: number;
  readonly postponed: number;
  readonly givenUp: number;
  /** There may be more tasks due now. */
  readonly more: boolean;
}

/** Tasks in one go; with a provisioning's handful of calls each, far below an invocation's limits. */
const TASKS_PER_DRAIN = 25;
const TASKS_AT_ONCE = 5;
/** A task whose worker died is due again then. */
const LEASE_MS = 180_000;
/** Four calls of a provisioning at the longest time-out that the settings allow. */
const LONGEST_TASK_MS = 90_000;

export async function drainOutbox(ports: OutboxPorts): Promise<Drained> {
  const { store, clock } = ports;
  const nowMs = clock.nowMs();
  const tasks = [...(await store.outbox.claimDue(nowMs, nowMs + LEASE_MS, TASKS_PER_DRAIN))];
  const counts = { done: 0, postponed: 0, givenUp: 0 };
  const claimed = tasks.length;
  const work = async () => {
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      // Its lease might end before it does, and another worker would begin it again: leave it to that one.
      if (clock.nowMs() - nowMs > LEASE_MS - LONGEST_TASK_MS) return;
      counts[await settleAlone(ports, task)]++;
    }
  };
  await Promise.all(Array.from({ length: TASKS_AT_ONCE }, work));
  return { ...counts, more: claimed === TASKS_PER_DRAIN };
}

/** A task whose result cannot be stored is due again when its lease is over; the others go on. */
async function settleAlone(
  ports: OutboxPorts,
  task: Task,
): Promise<'done' | 'postponed' | 'givenUp'> {
  try {
    return await settle(ports, task);
  } catch (error) {
    ports.log.error('task_not_settled', { taskId: task.id, error: errorText(error) });
    return 'postponed';
  }
}

async function settle(ports: OutboxPorts, task: Task): Promise<'done' | 'postponed' | 'givenUp'> {
  const { store, clock, log, queue } = ports;
  const outcome = await attempt(ports, task);
  const atMs = clock.nowMs();
  if (outcome.kind === 'done') {
    await store.commit([...outcome.changes, { type: 'outbox_done', id: task.id, atMs }]);
    return 'done';
  }
  const fields = {
    taskId: task.id,
    kind: task.kind,
    error: outcome.error,
    attempts: task.attempts,
  };
  if (outcome.kind === 'retry' && task.attempts < MAX_ATTEMPTS) {
    const delayMs = retryDelayMs(task.attempts);
    const { id } = task;
    await store.commit([
      { type: 'outbox_postponed', id, dueAtMs: atMs + delayMs, error: outcome.error },
    ]);
    await queue.wake(delayMs);
    log.warn('task_postponed', fields);
    return 'postponed';
  }
  const state = outcome.kind === 'give_up' ? outcome.state : 'failed';
  await store.commit([{ type: 'outbox_given_up', id: task.id, state, error: outcome.error, atMs }]);
  log.error('task_given_up', fields);
  return 'givenUp';
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
