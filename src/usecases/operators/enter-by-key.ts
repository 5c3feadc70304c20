import { err, ok, type Result } from '#core/result.ts';
import type { Visitor } from '#core/sign-in/visitor.ts';
import type { Change } from '#ports/changes.ts';
import type { OperatorSession } from '#ports/operator-access.ts';
import type { Ports } from '#ports/ports.ts';
import { openOperatorSession } from '#usecases/operators/open-operator-session.ts';

type EnterPorts = Pick<Ports, 'store' | 'secrets' | 'clock' | 'random'>;

/** Not yet, not by this key, or too long ago. */
export type NotSigned = 'not_signed';

/** The session of a waiting browser whose challenge was signed: once. */
export async function enterByKey(
  ports: EnterPorts,
  browserSecret: string,
  visitor: Visitor,
): Promise<Result<{ readonly token: string }, NotSigned>> {
  const proof = await signedProof(ports, browserSecret);
  if (!proof.ok) return proof;
  const { kid, used } = proof.value;
  const session = await openOperatorSession(ports, { kid, means: 'key', visitor });
  const committed = await ports.store.commit([used, ...session.changes]);
  return committed.ok ? ok({ token: session.token }) : err('not_signed');
}

/** A fresh proof for a session that is open, by the same key. */
export async function proveByKey(
  ports: EnterPorts,
  browserSecret: string,
  { kid, tokenHash }: OperatorSession,
): Promise<Result<null, NotSigned>> {
  const proof = await signedProof(ports, browserSecret);
  if (!proof.ok) return proof;
  if (proof.value.kid !== kid) return err('not_signed');
  const atMs = ports.clock.nowMs();
  const committed = await ports.store.commit([
    proof.value.used,
    { type: 'operator_session_proved', tokenHash, atMs },
  ]);
  return committed.ok ? ok(null) : err('not_signed');
}

/**
 * Who signed the challenge that belongs to this browser's secret, and the change that uses the signature up. The challenge is on
 * the screen and is worth nothing here; the secret is in this browser alone.
 */
async function signedProof(
  { store, secrets, clock }: EnterPorts,
  browserSecret: string,
): Promise<Result<{ readonly kid: string; readonly used: Change }, NotSigned>> {
  const challengeHash = await secrets.digest(browserSecret);
  const atMs = clock.nowMs();
  const kid = await store.operatorAccess.signedBy(challengeHash, atMs);
  if (kid === undefined) return err('not_signed');
  return ok({ kid, used: { type: 'operator_sign_in_used', challengeHash, atMs } });
}
