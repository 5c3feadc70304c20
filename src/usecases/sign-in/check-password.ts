import { type PasswordFault, passwordFault } from '#core/enrolment/password-rule.ts';
import type { Ports } from '#ports/ports.ts';

/** What is wrong with a password that somebody chooses, asking outside only about one that passes everything else. */
export async function checkPassword(
  { breachedPasswords, settings }: Pick<Ports, 'breachedPasswords' | 'settings'>,
  password: string,
  person: { readonly email: string; readonly name: string },
): Promise<PasswordFault | undefined> {
  const fault = passwordFault(password, [person.email, person.name, settings.seller.name]);
  if (fault) return fault;
  return (await breachedPasswords.isBreached(password)) ? 'breached' : undefined;
}
