import { err, ok, type Result } from '#core/result.ts';
import { identityLimits } from '#core/sign-in/attempt-limits.ts';
import { identityEntry, isAddressProved } from '#core/sign-in/identity-entry.ts';
import type { Identity } from '#ports/identity-provider.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';
import { ownedAccounts } from '#usecases/enrolment/owned-accounts.ts';
import { openNote, sealNote } from '#usecases/sealed-note.ts';
import { askForCode } from '#usecases/sign-in/ask-for-code.ts';
import { takeAttempt } from '#usecases/sign-in/attempts.ts';
import {
  IDENTITY_VALID_MS,
  type IdentityFlow,
  type RecognisedPerson,
} from '#usecases/sign-in/identity-note.ts';
import { linkIdentity } from '#usecases/sign-in/link-identity.ts';
import type { LoggedIn } from '#usecases/sign-in/log-in.ts';
import { type From, type SignInPorts, signInClient } from '#usecases/sign-in/sign-in-client.ts';

type IdentityPorts = SignInPorts & Pick<Ports, 'identityProvider' | 'billing' | 'log'>;

/** What the browser brought back. */
export interface ProviderAnswer {
  readonly note: string;
  readonly state: string;
  readonly code: string;
  /** Their word for a refusal; empty where there is a code. */
  readonly error: string;
}

export type IdentityEntered =
  | LoggedIn
  /** `note` says who they are; they accept the terms, or log in to the account that they have here. */
  | { readonly kind: 'new_person' | 'log_in_first'; readonly note: string };

export type IdentityRefusal =
  | 'not_offered'
  | 'too_soon'
  /** Another browser, another request, too late, or an answer that was brought before. */
  | 'begin_again'
  | 'refused_there'
  | 'provider_unavailable'
  | 'not_recognised'
  | 'address_missing'
  | 'address_not_proved';

/** Somebody comes back from the provider. An answer is good once, in the browser that asked for it. */
export async function enterByIdentity(
  ports: IdentityPorts,
  answer: ProviderAnswer,
  from: From,
): Promise<Result<IdentityEntered, IdentityRefusal>> {
  const { identityProvider: provider, log } = ports;
  if (!provider) return err('not_offered');
  const flow = await claimFlow(ports, answer);
  if (!flow) return err('begin_again');
  if (answer.error === 'access_denied') return err('refused_there');
  if (answer.code === '') return err('provider_unavailable');
  const attempt = await takeAttempt(ports, identityLimits(from.visitor.network));
  if (!attempt.ok) return err('too_soon');
  const identified = await provider.identify(answer.code, flow);
  if (!identified.ok) {
    const { code, detail, disposition } = identified.error;
    log.error('identity_failed', { code, detail });
    return err(disposition === 'rejected' ? 'not_recognised' : 'provider_unavailable');
  }
  await ports.store.commit([attempt.value.forgiven]);
  return enter(ports, identified.value, from);
}

/** The request that this is the answer to. Claimed before anything is asked, so that a second use gets nowhere. */
async function claimFlow(
  ports: IdentityPorts,
  { note, state }: ProviderAnswer,
): Promise<IdentityFlow | undefined> {
  const flow = await openNote<IdentityFlow>(ports, 'identity_flow', note);
  if (!flow) return undefined;
  // Digests, so that how long the comparison takes tells nothing.
  const [ours, theirs] = await ports.secrets.digests([flow.state, state]);
  if (ours === undefined || ours !== theirs) return undefined;
  const { untilMs: expiresAtMs } = flow;
  const claimed = await ports.store.commit([{ type: 'challenge_used', hash: ours, expiresAtMs }]);
  return claimed.ok ? flow : undefined;
}

/** Somebody known, the owner of the same proved address, or a person who is nobody here yet. */
async function enter(
  ports: IdentityPorts,
  identity: Identity,
  from: From,
): Promise<Result<IdentityEntered, IdentityRefusal>> {
  const { signIn } = ports.store;
  const { issuer, subject, email } = identity;
  const [known, sameAddress] = await Promise.all([
    signIn.byIdentity(issuer, subject),
    signIn.byEmail(email),
  ]);
  const isProved = !known && (await isProvedAddress(ports, identity));
  const clients = { known: known?.client.id, sameAddress: sameAddress?.client.id };
  const entry = identityEntry({ email, isProved, ...clients });
  if (entry.do === 'refuse') return err(entry.reason);
  if (entry.do === 'enter' && known) return signInRecognised(ports, known, undefined, from);
  if (entry.do === 'join' && sameAddress) {
    return signInRecognised(ports, sameAddress, identity, from);
  }
  const person: RecognisedPerson = { ...identity, isProved };
  const note = await sealNote(ports, 'identity', person, IDENTITY_VALID_MS);
  return ok({ kind: entry.do === 'enrol' ? 'new_person' : 'log_in_first', note });
}

/** Their billing accounts are asked only where the provider's silence makes their word count. */
async function isProvedAddress(ports: IdentityPorts, identity: Identity): Promise<boolean> {
  const { email, emailVerified } = identity;
  const { addressProof } = ports.settings;
  const asks = addressProof === 'client' && emailVerified === undefined && email !== '';
  const owned = asks ? await ownedAccounts(ports, email) : ok([]);
  const accounts = owned.ok ? owned.value : [];
  return isAddressProved({ email, emailVerified, accounts }, addressProof);
}

/** `joining`: kept with the account once the second factor, if there is one, was shown as well. */
async function signInRecognised(
  ports: IdentityPorts,
  { client, hasSecondFactor }: { readonly client: Client; readonly hasSecondFactor: boolean },
  joining: Identity | undefined,
  from: From,
): Promise<Result<IdentityEntered, IdentityRefusal>> {
  if (hasSecondFactor) {
    return ok(await askForCode(ports, client, joining));
  }
  const joined = joining ? await linkIdentity(ports, client, joining, from.visitor) : [];
  const entered = await signInClient(ports, client, from, joined);
  if (!entered.ok) return err('begin_again');
  if (joining) await ports.queue.wake();
  return ok({ kind: 'entered', ...entered.value });
}
