import { err, ok, type Result } from '#core/result.ts';
import { codeLimits } from '#core/sign-in/attempt-limits.ts';
import type { Ports } from '#ports/ports.ts';
import { securityEvent } from '#usecases/account/security-event.ts';
import { openNote } from '#usecases/sealed-note.ts';
import type { HalfSignedIn } from '#usecases/sign-in/ask-for-code.ts';
import { type TooSoon, takeAttempt } from '#usecases/sign-in/attempts.ts';
import { checkCode } from '#usecases/sign-in/check-code.ts';
import { browserKnownTo } from '#usecases/sign-in/known-browser.ts';
import { linkIdentity } from '#usecases/sign-in/link-identity.ts';
import {
  type Entered,
  type From,
  type SignInPorts,
  signInClient,
} from '#usecases/sign-in/sign-in-client.ts';

export type CodeRefusal =
  /** Too long after the password, or the password was changed meanwhile: begin again. */
  { readonly reason: 'start_again' } | { readonly reason: 'wrong_code' } | TooSoon;

/** The second half of signing in. Each code is good once. */
export async function enterCode(
  ports: SignInPorts & Pick<Ports, 'oneTimeCodes'>,
  note: string,
  code: string,
  from: From,
): Promise<Result<Entered, CodeRefusal>> {
  const half = await openNote<HalfSignedIn>(ports, 'second_factor', note);
  const found = half && (await ports.store.signIn.byEmail(half.email));
  if (!half || !found) return err({ reason: 'start_again' });
  const { client } = found;
  if ((await ports.secrets.digest(client.passwordHash)) !== half.passwordDigest) {
    return err({ reason: 'start_again' });
  }
  const knownBrowser = browserKnownTo(from.known, client.id);
  const { network } = from.visitor;
  const attempt = await takeAttempt(
    ports,
    codeLimits({ account: client.id, network, knownBrowser }),
  );
  if (!attempt.ok) return attempt;
  const proof = await checkCode(ports, client.id, code);
  if (!proof) return err({ reason: 'wrong_code' });
  const told =
    proof.kind === 'recovery_code'
      ? await securityEvent(ports, client, 'recovery_code_used', from.visitor)
      : [];
  const { visitor } = from;
  const joined = half.joining ? await linkIdentity(ports, client, half.joining, visitor) : [];
  const proofs = [proof.change, attempt.value.forgiven, ...told, ...joined];
  const entered = await signInClient(ports, client, from, proofs);
  if (!entered.ok) return err({ reason: 'wrong_code' });
  if (told.length + joined.length > 0) await ports.queue.wake();
  return ok(entered.value);
}
