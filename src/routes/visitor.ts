import { visitorOf } from '#core/sign-in/visitor.ts';
import type { Actor } from '#usecases/account/actor.ts';
import { readKnownBrowser } from '#usecases/sign-in/known-browser.ts';
import type { Entered, From } from '#usecases/sign-in/sign-in-client.ts';
import type { AppContext } from './app-env.ts';
import { readIdentity, readKnown, writeKnown, writeSession } from './cookies.ts';
import { readWitness } from './forms.ts';

/** From where a request comes, and whether its browser has been here before. */
export async function fromOf(c: AppContext): Promise<From> {
  const known = await readKnownBrowser(c.env.ports, readKnown(c));
  return { visitor: visitorOf(readWitness(c)), known };
}

/** Who does something to their account; behind `requireClient`. */
export function actorOf(c: AppContext): Actor {
  const { client, session } = c.var;
  return { client, session, visitor: visitorOf(readWitness(c)) };
}

/** Both cookies of somebody who has just signed in. */
export function writeEntered(c: AppContext, { sessionToken, knownBrowser }: Entered): void {
  writeSession(c, sessionToken);
  writeKnown(c, knownBrowser);
}

/** Whoever was recognised elsewhere before, and logs in here, came to have the two connected. */
export function afterLogIn(c: AppContext): string {
  return readIdentity(c) === undefined ? '/dashboard' : '/account/identity';
}
