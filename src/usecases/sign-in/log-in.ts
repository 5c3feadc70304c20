import { err, ok, type Result } from '#core/result.ts';
import { signInLimits } from '#core/sign-in/attempt-limits.ts';
import type { Identity } from '#ports/identity-provider.ts';
import type { Ports } from '#ports/ports.ts';
import { sealNote } from '#usecases/sealed-note.ts';
import { type TooSoon, takeAttempt } from '#usecases/sign-in/attempts.ts';
import { browserKnownTo } from '#usecases/sign-in/known-browser.ts';
import {
  type Entered,
  type From,
  type SignInPorts,
  signInClient,
} from '#usecases/sign-in/sign-in-client.ts';

/** Time to fetch the phone and type the code. */
export const CODE_VALID_MS = 10 * 60_000;

/** What is known between password, or another system's word, and code. */
export interface HalfSignedIn {
  readonly email: string;
  /** Digest of the stored hash: a password changed meanwhile makes the half worthless. */
  readonly passwordDigest: string;
  /** Somebody else's word for who they are, to be kept with the account once the code was right. */
  readonly joining?: Pick<Identity, 'issuer' | 'subject'>;
}

export type LoggedIn =
  | ({ readonly kind: 'entered' } & Entered)
  /** The password was right; `note` goes to the browser and comes back with the code. */
  | { readonly kind: 'code_needed'; readonly note: string };

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
    const passwordDigest = await ports.secrets.digest(client.passwordHash);
    const half: HalfSignedIn = { email, passwordDigest };
    const note = await sealNote(ports, 'second_factor', half, CODE_VALID_MS);
    return ok({ kind: 'code_needed', note });
  }
  const entered = await signInClient(ports, client, from, [forgiven]);
  return entered.ok
    ? ok({ kind: 'entered', ...entered.value })
    : err({ reason: 'wrong_credentials' });
}
