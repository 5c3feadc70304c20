import type { PasswordFault } from '#core/enrolment/password-rule.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import type { AccountPorts, Actor } from '#usecases/account/actor.ts';
import { securityEvent } from '#usecases/account/security-event.ts';
import { checkPassword } from '#usecases/sign-in/check-password.ts';

/** Sets a new password and ends every other session. The caller has asked who it is lately. `try_again`: nothing changed. */
export async function changePassword(
  ports: AccountPorts & Pick<Ports, 'passwords' | 'breachedPasswords'>,
  { client, session, visitor }: Actor,
  password: string,
): Promise<Result<null, PasswordFault | 'try_again'>> {
  const fault = await checkPassword(ports, password, client);
  if (fault) return err(fault);
  const hashed = await ports.passwords.hash(password);
  if (!hashed.ok) return err('try_again');
  const { id: clientId } = client;
  await ports.store.commit([
    { type: 'password_changed', clientId, passwordHash: hashed.value },
    { type: 'sessions_closed', clientId, exceptTokenHash: session.tokenHash },
    ...(await securityEvent(ports, client, 'password_changed', visitor)),
  ]);
  await ports.queue.wake();
  return ok(null);
}
