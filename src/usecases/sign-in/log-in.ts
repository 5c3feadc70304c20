import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import { openSession } from '#usecases/sign-in/open-session.ts';

/** The session's cookie, or the one refusal: it does not say whether the address or the password was wrong. */
export async function logIn(
  ports: Pick<Ports, 'store' | 'passwords' | 'secrets' | 'clock' | 'random'>,
  email: string,
  password: string,
): Promise<Result<{ readonly sessionToken: string }, 'wrong_credentials'>> {
  const client = await ports.store.clients.byEmail(email);
  const matches = await ports.passwords.verify(password, client?.passwordHash);
  if (!client || !matches) return err('wrong_credentials');
  const session = await openSession(ports, client.id);
  await ports.store.commit([session.change]);
  return ok({ sessionToken: session.token });
}
