// What operators do about a letter that did not go out: after they have looked at the mail system, or at the address.
import { isId } from '#core/ids.ts';
import { type AgainRefusal, refusedAgain } from '#core/letter-again.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { AuditEvent } from '#ports/changes.ts';
import type { StoredLetter } from '#ports/operator-letters.ts';
import type { Ports } from '#ports/ports.ts';

type MendPorts = Pick<Ports, 'store' | 'clock' | 'queue'>;

export type LetterRefusal = { readonly reason: 'letter_unknown' | AgainRefusal };

/** Puts a letter that was given up back among what is due: the same letter, to the same address, with attempts anew. */
export async function sendLetterAgain(
  { store, clock, queue }: MendPorts,
  letterId: string,
  actor: string,
): Promise<Result<null, LetterRefusal>> {
  const letter = await letterOf(store, letterId);
  if (!letter) return err({ reason: 'letter_unknown' });
  const atMs = clock.nowMs();
  const refused = refusedAgain(letter, atMs);
  if (refused) return err({ reason: refused });
  const revived = await store.commit([
    { type: 'letter_revived', id: letter.id, atMs },
    { type: 'audit', event: mended(letter, 'letter_sent_again', 'pending', actor, atMs) },
  ]);
  // A conflict: somebody has sent or dismissed it at the same moment.
  if (!revived.ok) return err({ reason: 'letter_not_failed' });
  await queue.wake();
  return ok(null);
}

/** An operator's word that nothing more is to be done about it: it is listed and counted no longer, and erased. */
export async function dismissLetter(
  { store, clock }: MendPorts,
  letterId: string,
  actor: string,
): Promise<Result<null, LetterRefusal>> {
  const letter = await letterOf(store, letterId);
  if (!letter) return err({ reason: 'letter_unknown' });
  const atMs = clock.nowMs();
  const dismissed = await store.commit([
    { type: 'letter_dismissed', id: letter.id, atMs },
    { type: 'audit', event: mended(letter, 'letter_dismissed', 'dismissed', actor, atMs) },
  ]);
  return dismissed.ok ? ok(null) : err({ reason: 'letter_not_failed' });
}

async function letterOf(store: Ports['store'], id: string): Promise<StoredLetter | undefined> {
  return isId('outbox', id) ? store.operators.letter(id) : undefined;
}

/** About the client whose letter it is, so that the history of the client has it. */
function mended(
  { id, topic, clientId, state, lastError }: StoredLetter,
  action: string,
  after: string,
  actor: string,
  atMs: number,
): AuditEvent {
  const detail = {
    letterId: id,
    topic,
    before: { state, error: lastError },
    after: { state: after },
  };
  return { atMs, actor, action, subjectId: clientId ?? id, detail };
}
