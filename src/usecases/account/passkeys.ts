// Adding and removing passkeys. Signing in with one is `sign-in/passkey-log-in.ts`.
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import type { AccountPorts, Actor } from '#usecases/account/actor.ts';
import { newChallenge, openChallenge } from '#usecases/account/passkey-challenge.ts';
import { securityEvent } from '#usecases/account/security-event.ts';

/** More than anybody has devices; bounds the page and the options. */
const PASSKEYS_AT_MOST = 20;

type PasskeyPorts = AccountPorts & Pick<Ports, 'passkeys'>;

/** What the browser needs to make one, and the note that its answer is checked with. */
export async function offerPasskey(
  ports: PasskeyPorts,
  { client }: Pick<Actor, 'client'>,
): Promise<{ readonly options: unknown; readonly note: string }> {
  const { challenge, note } = await newChallenge(ports, {
    what: 'add',
    area: 'client',
    owner: client.id,
  });
  const existing = await ports.store.account.passkeys(client.id);
  const options = await ports.passkeys.creation({
    challenge,
    user: client,
    exclude: existing.map(({ credentialId }) => credentialId),
  });
  return { options, note };
}

/** `not_genuine`: the answer is to no challenge of ours, was given before, or the passkey is here already. */
export async function addPasskey(
  ports: PasskeyPorts,
  { client, visitor }: Actor,
  given: { readonly note: string | undefined; readonly answer: string; readonly name: string },
): Promise<Result<null, 'not_genuine' | 'too_many'>> {
  const { store, clock, passkeys } = ports;
  const { id: clientId } = client;
  const opened = await openChallenge(ports, given.note, {
    what: 'add',
    area: 'client',
    owner: clientId,
  });
  const credential = opened && (await passkeys.created(given.answer, opened.challenge));
  if (!credential) return err('not_genuine');
  if ((await store.account.passkeys(clientId)).length >= PASSKEYS_AT_MOST) return err('too_many');
  const committed = await store.commit([
    opened.used,
    { type: 'passkey_added', clientId, credential, name: given.name, atMs: clock.nowMs() },
    ...(await securityEvent(ports, client, 'passkey_added', visitor)),
  ]);
  if (!committed.ok) return err('not_genuine');
  await ports.queue.wake();
  return ok(null);
}

/** Removes one of the client's own; somebody else's is answered like one that does not exist. */
export async function removePasskey(
  ports: AccountPorts,
  { client, visitor }: Actor,
  credentialId: string,
): Promise<Result<null, 'unknown'>> {
  const committed = await ports.store.commit([
    { type: 'passkey_removed', clientId: client.id, credentialId },
    ...(await securityEvent(ports, client, 'passkey_removed', visitor)),
  ]);
  if (!committed.ok) return err('unknown');
  await ports.queue.wake();
  return ok(null);
}
