import { err, ok, type Result } from '#core/result.ts';
import type { Visitor } from '#core/sign-in/visitor.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import {
  type ChallengeUse,
  newChallenge,
  openChallenge,
} from '#usecases/account/passkey-challenge.ts';
import type { Operator } from '#usecases/operators/current-operator.ts';
import { openOperatorSession } from '#usecases/operators/open-operator-session.ts';
import {
  type GivenPasskey,
  OPERATOR_PASSKEYS_AT_MOST,
} from '#usecases/operators/operator-passkeys.ts';

type PasskeyPorts = Pick<
  Ports,
  'store' | 'secrets' | 'clock' | 'random' | 'passkeys' | 'adminSignatures'
>;

const SIGN_IN: ChallengeUse = { what: 'sign_in', area: 'operator', owner: '' };

function confirmationBy(owner: string): ChallengeUse {
  return { what: 'confirm', area: 'operator', owner };
}

/** What the browser needs to sign in: it offers whichever passkeys it has for us. The same for everybody. */
export async function offerOperatorEntry(
  ports: PasskeyPorts,
): Promise<{ readonly options: unknown; readonly note: string }> {
  const { challenge, note } = await newChallenge(ports, SIGN_IN);
  return { options: await ports.passkeys.request({ challenge }), note };
}

/** A session of the key that the passkey stands for, if it is still configured. */
export async function enterByPasskey(
  ports: PasskeyPorts,
  given: GivenPasskey,
  visitor: Visitor,
): Promise<Result<{ readonly token: string }, 'not_genuine'>> {
  const proof = await checkPasskey(ports, given, SIGN_IN);
  if (!proof) return err('not_genuine');
  const session = await openOperatorSession(ports, { kid: proof.kid, means: 'passkey', visitor });
  const committed = await ports.store.commit([...proof.changes, ...session.changes]);
  return committed.ok ? ok({ token: session.token }) : err('not_genuine');
}

/** What the browser needs for a fresh proof, with a passkey of the same key. */
export async function offerOperatorProof(
  ports: PasskeyPorts,
  { kid }: Operator,
): Promise<{ readonly options: unknown; readonly note: string }> {
  const { challenge, note } = await newChallenge(ports, confirmationBy(kid));
  const own = await ports.store.operatorAccess.passkeys(OPERATOR_PASSKEYS_AT_MOST, kid);
  const allow = own.map(({ credentialId }) => credentialId);
  return { options: await ports.passkeys.request({ challenge, allow }), note };
}

/** A fresh proof for this session, by a passkey of the same key. */
export async function proveByPasskey(
  ports: PasskeyPorts,
  { kid, session }: Operator,
  given: GivenPasskey,
): Promise<Result<null, 'not_genuine'>> {
  const proof = await checkPasskey(ports, given, confirmationBy(kid));
  if (proof?.kid !== kid) return err('not_genuine');
  const atMs = ports.clock.nowMs();
  const { tokenHash } = session;
  const committed = await ports.store.commit([
    ...proof.changes,
    { type: 'operator_session_proved', tokenHash, atMs },
  ]);
  return committed.ok ? ok(null) : err('not_genuine');
}

async function checkPasskey(
  ports: PasskeyPorts,
  { note, answer }: GivenPasskey,
  use: ChallengeUse,
): Promise<{ readonly kid: string; readonly changes: readonly Change[] } | undefined> {
  const { store, clock, passkeys, adminSignatures } = ports;
  const opened = await openChallenge(ports, note, use);
  const credentialId = opened && passkeys.claimedId(answer);
  const found = credentialId && (await store.operatorAccess.passkey(credentialId));
  if (!opened || !found || adminSignatures.roleOf(found.kid) === undefined) return undefined;
  const asserted = await passkeys.asserted(answer, opened.challenge, found.credential);
  if (!asserted) return undefined;
  const { counter } = asserted;
  const atMs = clock.nowMs();
  return {
    kid: found.kid,
    changes: [opened.used, { type: 'operator_passkey_used', credentialId, counter, atMs }],
  };
}
