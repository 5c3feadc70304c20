import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import { readChallenge, type SignInChallenge } from '#usecases/operators/sign-in-challenge.ts';

export type ApproveRefusal =
  /** Not ours, or too old: the page shows a new one. */
  { readonly reason: 'challenge_invalid' } | { readonly reason: 'challenge_used' };

/** Lets the browser in that shows this challenge. It still has to come for its session. */
export async function approveSignIn(
  ports: Pick<Ports, 'store' | 'secrets' | 'clock'>,
  challenge: string,
  kid: string,
): Promise<Result<SignInChallenge, ApproveRefusal>> {
  const opened = await readChallenge(ports, challenge);
  if (!opened) return err({ reason: 'challenge_invalid' });
  const atMs = ports.clock.nowMs();
  const { hash: challengeHash, untilMs: expiresAtMs } = opened;
  const approved = await ports.store.commit([
    { type: 'operator_sign_in_approved', challengeHash, kid, atMs, expiresAtMs },
  ]);
  return approved.ok ? ok(opened) : err({ reason: 'challenge_used' });
}
