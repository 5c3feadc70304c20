// The owner of an account connects it with the identity that another system has just recognised, or takes that back.
import { err, ok, type Result } from '#core/result.ts';
import type { AccountPorts, Actor } from '#usecases/account/actor.ts';
import { securityEvent } from '#usecases/account/security-event.ts';
import { recognisedPerson } from '#usecases/sign-in/identity-note.ts';
import { linkIdentity } from '#usecases/sign-in/link-identity.ts';

/** Both sides are proved: the session is the account's, the note the identity's. The addresses may differ. */
export async function connectIdentity(
  ports: AccountPorts,
  { client, visitor }: Actor,
  note: string,
): Promise<Result<null, 'begin_again' | 'identity_taken'>> {
  const person = await recognisedPerson(ports, note);
  if (!person) return err('begin_again');
  const committed = await ports.store.commit(await linkIdentity(ports, client, person, visitor));
  if (!committed.ok) return err('identity_taken');
  await ports.queue.wake();
  return ok(null);
}

/** Takes back every identity that the account is connected with. */
export async function disconnectIdentities(
  ports: AccountPorts,
  { client, visitor }: Actor,
): Promise<void> {
  await ports.store.commit([
    { type: 'identities_removed', clientId: client.id },
    ...(await securityEvent(ports, client, 'identities_removed', visitor)),
  ]);
  await ports.queue.wake();
}
