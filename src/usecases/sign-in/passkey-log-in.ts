import type { ClientId } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';
import type { AccountPorts, Actor } from '#usecases/account/actor.ts';
import {
  type ChallengeUse,
  newChallenge,
  openChallenge,
} from '#usecases/account/passkey-challenge.ts';
import {
  type Entered,
  type From,
  type SignInPorts,
  signInClient,
} from '#usecases/sign-in/sign-in-client.ts';

type PasskeyPorts = Pick<Ports, 'store' | 'secrets' | 'clock' | 'random' | 'passkeys'>;

const SIGN_IN: ChallengeUse = { what: 'sign_in', area: 'client', owner: '' };

function confirmationBy(owner: ClientId): ChallengeUse {
  return { what: 'confirm', area: 'client', owner };
}

interface Given {
  readonly note: string | undefined;
  readonly answer: string;
}

/** What the browser needs to sign in: it offers whichever passkeys it has for us. The same for everybody. */
export async function offerPasskeyLogIn(
  ports: PasskeyPorts,
): Promise<{ readonly options: unknown; readonly note: string }> {
  const { challenge, note } = await newChallenge(ports, SIGN_IN);
  return { options: await ports.passkeys.request({ challenge }), note };
}

/** A session for the owner of the passkey. Having it and unlocking it are two factors, so no code is asked for. */
export async function passkeyLogIn(
  ports: SignInPorts & PasskeyPorts,
  given: Given,
  from: From,
): Promise<Result<Entered, 'not_genuine'>> {
  const proof = await checkPasskey(ports, given, SIGN_IN);
  if (!proof) return err('not_genuine');
  const entered = await signInClient(ports, proof.client, from, proof.changes);
  return entered.ok ? entered : err('not_genuine');
}

/** What the browser needs to confirm that it is still the client, with one of the client's own passkeys. */
export async function offerPasskeyConfirmation(
  ports: PasskeyPorts,
  clientId: ClientId,
): Promise<{ readonly options: unknown; readonly note: string }> {
  const { challenge, note } = await newChallenge(ports, confirmationBy(clientId));
  const own = await ports.store.account.passkeys(clientId);
  const allow = own.map(({ credentialId }) => credentialId);
  return { options: await ports.passkeys.request({ challenge, allow }), note };
}

/** Confirms it for this session. */
export async function confirmByPasskey(
  ports: AccountPorts & PasskeyPorts,
  { client, session }: Actor,
  given: Given,
): Promise<Result<null, 'not_genuine'>> {
  const proof = await checkPasskey(ports, given, confirmationBy(client.id));
  if (!proof || proof.client.id !== client.id) return err('not_genuine');
  const committed = await ports.store.commit([
    ...proof.changes,
    { type: 'session_authenticated', tokenHash: session.tokenHash, atMs: ports.clock.nowMs() },
  ]);
  return committed.ok ? ok(null) : err('not_genuine');
}

async function checkPasskey(
  ports: PasskeyPorts,
  { note, answer }: Given,
  use: ChallengeUse,
): Promise<{ readonly client: Client; readonly changes: readonly Change[] } | undefined> {
  const opened = await openChallenge(ports, note, use);
  const credentialId = opened && ports.passkeys.claimedId(answer);
  const found = credentialId && (await ports.store.account.passkey(credentialId));
  if (!opened || !found) return undefined;
  const asserted = await ports.passkeys.asserted(answer, opened.challenge, found.credential);
  if (!asserted) return undefined;
  const { counter } = asserted;
  const { credentialId: id } = found.credential;
  return {
    client: found.client,
    changes: [
      opened.used,
      { type: 'passkey_used', credentialId: id, counter, atMs: ports.clock.nowMs() },
    ],
  };
}
