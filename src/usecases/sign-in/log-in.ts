import { err, ok, type Result } from '#core/result.ts';
import { signInLimits } from '#core/sign-in/attempt-limits.ts';
import type { Ports } from '#ports/ports.ts';
import { askForCode, type CodeNeeded } from '#usecases/sign-in/ask-for-code.ts';
import { type TooSoon, takeAttempt } from '#usecases/sign-in/attempts.ts';
import { browserKnownTo } from '#usecases/sign-in/known-browser.ts';
import {
  type Entered,
  type From,
  type SignInPorts,
  signInClient,
} from '#usecases/sign-in/sign-in-client.ts';

export type LoggedIn = ({ readonly kind: 'entered' } & Entered) | CodeNeeded;

/** `try_again`: the password could not be checked, which counts for nothing. */
export type LogInRefusal = { readonly reason: 'wrong_credentials' | 'try_again' } | TooSoon;

/** A session, or the question for a code. No refusal says whether address or password was wrong, or is known. */
export async function logIn(
  ports: SignInPorts & Pick<Ports, 'passwords'>,
  { email, password }: { readonly email: string; readonly password: string },
  from: From,
): Promise<Result<LoggedIn, LogInRefusal>> {
  const found = await ports.store.signIn.byEmail(email);
  const client = found?.client;
  const knownBrowser = browserKnownTo(from.known, client?.id);
  const { network } = from.visitor;
  const attempt = await takeAttempt(ports, signInLimits({ account: email, network, knownBrowser }));
  if (!attempt.ok) return attempt;
  const { forgiven, unjudged } = attempt.value;
  const matches = await ports.passwords.verify(password, client?.passwordHash);
  if (!matches.ok) {
    await ports.store.commit([unjudged]);
    return err({ reason: 'try_again' });
  }
  if (!client || !matches.value) return err({ reason: 'wrong_credentials' });
  if (found.hasSecondFactor) {
    await ports.store.commit([forgiven]);
    return ok(await askForCode(ports, client));
  }
  const entered = await signInClient(ports, client, from, [forgiven]);
  return entered.ok
    ? ok({ kind: 'entered', ...entered.value })
    : err({ reason: 'wrong_credentials' });
}
