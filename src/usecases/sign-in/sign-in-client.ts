import { err, ok, type Result } from '#core/result.ts';
import type { Visitor } from '#core/sign-in/visitor.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';
import { securityEvent } from '#usecases/account/security-event.ts';
import {
  browserKnownTo,
  type KnownBrowser,
  rememberBrowser,
} from '#usecases/sign-in/known-browser.ts';
import { openSession } from '#usecases/sign-in/open-session.ts';

/** From where somebody signs in. */
export interface From {
  readonly visitor: Visitor;
  readonly known: KnownBrowser | undefined;
}

/** Two cookies. */
export interface Entered {
  readonly sessionToken: string;
  readonly knownBrowser: string;
}

export type SignInPorts = Pick<
  Ports,
  'store' | 'secrets' | 'clock' | 'random' | 'queue' | 'settings'
>;

/**
 * Opens a session for a client who has proved who they are, together with the changes that the proof used up. A browser
 * that was not known before is told of by mail. Refused when one of the changes was used up meanwhile.
 */
export async function signInClient(
  ports: SignInPorts,
  client: Client,
  { visitor, known }: From,
  proof: readonly Change[],
): Promise<Result<Entered, 'used'>> {
  const session = await openSession(ports, client.id, visitor);
  const isNews = browserKnownTo(known, client.id) === undefined;
  const told = isNews ? await securityEvent(ports, client, 'new_browser', visitor) : [];
  const committed = await ports.store.commit([...proof, session.change, ...told]);
  if (!committed.ok) return err('used');
  if (isNews) await ports.queue.wake();
  const knownBrowser = await rememberBrowser(ports, known, client.id);
  return ok({ sessionToken: session.token, knownBrowser });
}
