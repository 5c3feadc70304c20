import { needsOperator } from '#core/enrolment/client-state.ts';
import type { ClientId } from '#core/ids.ts';
import type { Task } from '#ports/outbox.ts';
import { provisionClient } from '#usecases/enrolment/provision-client.ts';
import type { OutboxPorts, TaskOutcome } from '#usecases/outbox/task-outcome.ts';

/** A later attempt at a panel account; its success is told by mail. */
export async function provisionFromOutbox(ports: OutboxPorts, task: Task): Promise<TaskOutcome> {
  const clientId = task.subjectId as ClientId; // tasks of this kind are made with a client's id
  const result = await provisionClient(ports, clientId, { tellByMail: true });
  if (result === 'enrolled') {
    await ports.queue.wake();
    return { kind: 'done', changes: [] };
  }
  if (result !== 'not_waiting') {
    return needsOperator(result)
      ? { kind: 'give_up', state: 'failed', error: result }
      : { kind: 'retry', error: result };
  }
  const client = await ports.store.clients.byId(clientId);
  // Not waiting, not enrolled and not on the way out: another worker is at it right now.
  const isOver = client?.state === 'enrolled' || client?.closingRequestedAtMs !== null;
  return isOver ? { kind: 'done', changes: [] } : { kind: 'retry', error: 'attempt_under_way' };
}
