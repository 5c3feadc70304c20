import { err, ok, type Result } from '#core/result.ts';
import { signInLimits } from '#core/sign-in/attempt-limits.ts';
import type { Ports } from '#ports/ports.ts';
import type { AccountPorts, Actor } from '#usecases/account/actor.ts';
import { type TooSoon, takeAttempt } from '#usecases/sign-in/attempts.ts';

/** Asks whoever holds a session for the password again; a stolen cookie alone changes nothing about the account. */
export async function confirmIdentity(
  ports: AccountPorts & Pick<Ports, 'passwords'>,
  { client, session, visitor }: Actor,
  password: string,
): Promise<Result<null, { readonly reason: 'wrong_password' | 'try_again' } | TooSoon>> {
  // Counted for this session alone: a thief's guesses must not slow the owner down elsewhere, nor the other way round.
  const { network } = visitor;
  const account = `confirm|${client.id}`;
  const limits = signInLimits({ account, network, knownBrowser: session.id });
  const attempt = await takeAttempt(ports, limits);
  if (!attempt.ok) return attempt;
  const { forgiven, unjudged } = attempt.value;
  const matches = await ports.passwords.verify(password, client.passwordHash);
  if (!matches.ok) {
    await ports.store.commit([unjudged]);
    return err({ reason: 'try_again' });
  }
  if (!matches.value) return err({ reason: 'wrong_password' });
  await ports.store.commit([
    forgiven,
    { type: 'session_authenticated', tokenHash: session.tokenHash, atMs: ports.clock.nowMs() },
  ]);
  return ok(null);
}
