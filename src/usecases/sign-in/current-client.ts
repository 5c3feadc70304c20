import type { SignedIn } from '#ports/account-reads.ts';
import type { Ports } from '#ports/ports.ts';

/** Who is signed in with this cookie, if anybody. One query. */
export async function currentClient(
  { store, secrets, clock }: Pick<Ports, 'store' | 'secrets' | 'clock'>,
  sessionToken: string | undefined,
): Promise<SignedIn | undefined> {
  if (!sessionToken) return undefined;
  return store.signIn.ofSession(await secrets.digest(sessionToken), clock.nowMs());
}
