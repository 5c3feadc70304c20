import type { ClosingEvent } from '#core/letters.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';

/** The letter of one step on the way out, to the address that the client has at that moment. */
export function closingLetter(
  ports: Pick<Ports, 'secrets' | 'clock' | 'random' | 'settings'>,
  { id, email, language, name }: Client,
  event: ClosingEvent,
): Promise<Change> {
  // Nobody can log in any more once it is closed: what is kept and why stands on a page for everybody.
  const page = event === 'closed' ? '/account/closed' : '/account/close';
  const accountUrl = ports.settings.origin + page;
  const letter = { kind: 'closing_notice', to: email, language, name, event, accountUrl } as const;
  return letterTask(ports, letter, id, 0);
}
