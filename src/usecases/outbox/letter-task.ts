import type { Letter } from '#core/letters.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import { newId } from '#usecases/tokens.ts';

/**
 * The change that puts a letter into the outbox. It is sealed: letters carry links that sign people in, and names and
 * addresses need not lie about either.
 */
export async function letterTask(
  ports: Pick<Ports, 'secrets' | 'clock' | 'random'>,
  letter: Letter,
  subjectId: string,
  priority: 0 | 1,
): Promise<Change> {
  const atMs = ports.clock.nowMs();
  return {
    type: 'outbox_added',
    task: {
      id: newId(ports, 'outbox'),
      kind: 'send_letter',
      subjectId,
      topic: letter.kind,
      payload: await ports.secrets.seal(JSON.stringify(letter)),
      priority,
      atMs,
      dueAtMs: atMs,
    },
  };
}
