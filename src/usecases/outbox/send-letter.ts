import type { Letter } from '#core/letters.ts';
import type { Task } from '#ports/outbox.ts';
import {
  type OutboxPorts,
  outcomeOfFailure,
  type TaskOutcome,
} from '#usecases/outbox/task-outcome.ts';

/**
 * Sends one sealed letter. If the mail system's reply is lost nobody can know whether it went out, and nobody can be
 * asked: it is not sent again, and the daily report says so. Whoever waits for a link can ask for a fresh one.
 */
export async function sendLetter(
  { secrets, mailer }: OutboxPorts,
  task: Task,
): Promise<TaskOutcome> {
  const opened = await secrets.open(task.payload);
  if (opened === undefined) return { kind: 'give_up', state: 'failed', error: 'letter_unreadable' };
  const letter = JSON.parse(opened) as Letter; // sealed by us: nobody else can have written it
  const sent = await mailer.send(letter, task.id);
  return sent.ok ? { kind: 'done', changes: [] } : outcomeOfFailure(sent.error);
}
