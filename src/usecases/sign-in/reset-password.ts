import { type LinkState, linkState } from '#core/enrolment/link.ts';
import { type PasswordFault, passwordFault } from '#core/enrolment/password-rule.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';

export type ResetRefusal =
  | { readonly reason: 'link'; readonly state: Exclude<LinkState, 'valid'> }
  | { readonly reason: 'password'; readonly fault: PasswordFault };

/** Whether a reset link still works. Reads only. */
export async function openReset(
  { store, secrets, clock }: Pick<Ports, 'store' | 'secrets' | 'clock'>,
  token: string,
): Promise<LinkState> {
  return linkState(await store.signIn.reset(await secrets.digest(token)), clock.nowMs());
}

/** Sets the new password and ends every session: whoever had the old one is out. Works once per link. */
export async function resetPassword(
  ports: Pick<Ports, 'store' | 'secrets' | 'passwords' | 'clock'>,
  token: string,
  password: string,
): Promise<Result<null, ResetRefusal>> {
  const { store, secrets, passwords, clock } = ports;
  const tokenHash = await secrets.digest(token);
  const reset = await store.signIn.reset(tokenHash);
  const state = linkState(reset, clock.nowMs());
  if (!reset || state !== 'valid') {
    return err({ reason: 'link', state: state === 'valid' ? 'unknown' : state });
  }
  const fault = passwordFault(password);
  if (fault) return err({ reason: 'password', fault });
  const atMs = clock.nowMs();
  const { clientId } = reset;
  const committed = await store.commit([
    { type: 'reset_used', tokenHash, atMs },
    { type: 'password_changed', clientId, passwordHash: await passwords.hash(password) },
    { type: 'sessions_closed', clientId },
    {
      type: 'audit',
      event: { atMs, actor: 'client', action: 'password_changed', subjectId: clientId },
    },
  ]);
  return committed.ok ? ok(null) : err({ reason: 'link', state: 'used' });
}
