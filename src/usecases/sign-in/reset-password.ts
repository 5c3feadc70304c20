import { type LinkState, linkState } from '#core/enrolment/link.ts';
import type { PasswordFault } from '#core/enrolment/password-rule.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import { securityEvent } from '#usecases/account/security-event.ts';
import { checkPassword } from '#usecases/sign-in/check-password.ts';
import { rememberBrowser } from '#usecases/sign-in/known-browser.ts';
import type { From } from '#usecases/sign-in/sign-in-client.ts';

export type ResetRefusal =
  | { readonly reason: 'link'; readonly state: Exclude<LinkState, 'valid'> }
  | { readonly reason: 'password'; readonly fault: PasswordFault }
  /** Nothing changed; the link still works. */
  | { readonly reason: 'try_again' };

/** Whether a reset link still works. Reads only. */
export async function openReset(
  { store, secrets, clock }: Pick<Ports, 'store' | 'secrets' | 'clock'>,
  token: string,
): Promise<LinkState> {
  return linkState(await store.signIn.reset(await secrets.digest(token)), clock.nowMs());
}

/**
 * Sets the new password and ends every session: whoever had the old one is out. Works once per link. Whoever holds the
 * mail is the owner, so their browser is known from now on and no stranger's guesses slow it down.
 */
export async function resetPassword(
  ports: Pick<
    Ports,
    | 'store'
    | 'secrets'
    | 'passwords'
    | 'breachedPasswords'
    | 'clock'
    | 'random'
    | 'queue'
    | 'settings'
  >,
  token: string,
  password: string,
  { visitor, known }: From,
): Promise<Result<{ readonly knownBrowser: string }, ResetRefusal>> {
  const { store, secrets, passwords, clock } = ports;
  const tokenHash = await secrets.digest(token);
  const reset = await store.signIn.reset(tokenHash);
  const state = linkState(reset, clock.nowMs());
  if (!reset || state !== 'valid') {
    return err({ reason: 'link', state: state === 'valid' ? 'unknown' : state });
  }
  const client = await store.clients.byId(reset.clientId);
  if (!client) return err({ reason: 'link', state: 'unknown' });
  const fault = await checkPassword(ports, password, client);
  if (fault) return err({ reason: 'password', fault });
  const hashed = await passwords.hash(password);
  if (!hashed.ok) return err({ reason: 'try_again' });
  const { id: clientId } = client;
  const committed = await store.commit([
    { type: 'reset_used', tokenHash, atMs: clock.nowMs() },
    { type: 'password_changed', clientId, passwordHash: hashed.value },
    { type: 'sessions_closed', clientId },
    ...(await securityEvent(ports, client, 'password_changed', visitor)),
  ]);
  if (!committed.ok) return err({ reason: 'link', state: 'used' });
  await ports.queue.wake();
  return ok({ knownBrowser: await rememberBrowser(ports, known, clientId) });
}
