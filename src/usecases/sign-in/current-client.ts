import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';

/** Who is signed in with this cookie, if anybody. One query. */
export async function currentClient(
  { store, secrets, clock }: Pick<Ports, 'store' | 'secrets' | 'clock'>,
  sessionToken: string | undefined,
): Promise<Client | undefined> {
  if (!sessionToken) return undefined;
  return store.signIn.clientOfSession(await secrets.digest(sessionToken), clock.nowMs());
}
