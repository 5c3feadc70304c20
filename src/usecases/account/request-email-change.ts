import { LINK_VALID_MS } from '#core/enrolment/link.ts';
import { err, ok, type Result } from '#core/result.ts';
import { mailLimits } from '#core/sign-in/attempt-limits.ts';
import type { AccountPorts, Actor } from '#usecases/account/actor.ts';
import { securityEvent } from '#usecases/account/security-event.ts';
import { alreadyClientLetter } from '#usecases/outbox/already-client-letter.ts';
import { strangerLetter } from '#usecases/outbox/stranger-letter.ts';
import { type TooSoon, takeAttempt } from '#usecases/sign-in/attempts.ts';
import { newToken } from '#usecases/tokens.ts';

/**
 * Mails a link to the new address and a notice to the old one. Whether the new address has an account already is told to
 * nobody but its owner.
 */
export async function requestEmailChange(
  ports: AccountPorts,
  { client, visitor }: Actor,
  newEmail: string,
): Promise<Result<null, { readonly reason: 'same_address' } | TooSoon>> {
  const { store, secrets, clock, settings } = ports;
  if (newEmail === client.email) return err({ reason: 'same_address' });
  const mayMail = await takeAttempt(ports, mailLimits('email_change', client.id));
  if (!mayMail.ok) return mayMail;
  const token = newToken(ports);
  const [taken, tokenHash] = await Promise.all([
    store.clients.byEmail(newEmail),
    secrets.digest(token),
  ]);
  const letter = taken
    ? alreadyClientLetter(ports, taken)
    : ({
        kind: 'confirm_new_email',
        to: newEmail,
        language: client.language,
        name: client.name,
        url: `${settings.origin}/account/email/confirm?token=${token}`,
      } as const);
  const { id: clientId } = client;
  const expiresAtMs = clock.nowMs() + LINK_VALID_MS;
  await store.commit([
    { type: 'email_change_requested', tokenHash, clientId, newEmail, expiresAtMs },
    ...(await strangerLetter(ports, letter, clientId)),
    ...(await securityEvent(ports, client, 'email_change_requested', visitor)),
  ]);
  await ports.queue.wake();
  return ok(null);
}
