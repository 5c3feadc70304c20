import { letterTask } from '#usecases/outbox/letter-task.ts';
import type { World } from './world.ts';

export const LETTER_READER = 'reader@hosting.test';

/** A letter that did not go out; answers its id. */
export async function failedLetter(
  { ports, clock, sql }: World,
  {
    state = 'failed',
    subjectId = '',
  }: { readonly state?: string; readonly subjectId?: string } = {},
): Promise<string> {
  const letter = {
    kind: 'already_client',
    to: LETTER_READER,
    language: 'en',
    name: 'Reader',
    loginUrl: 'https://billing.example.net/login',
    forgotUrl: 'https://billing.example.net/forgot',
  } as const;
  const task = await letterTask(ports, letter, subjectId, 0);
  await ports.store.commit([task]);
  const id = task.type === 'outbox_added' ? task.task.id : '';
  await sql(
    "UPDATE outbox SET state = ?, last_error = 'mail_unavailable', done_at_ms = ? WHERE id = ?",
    state,
    clock.nowMs(),
    id,
  );
  return id;
}
