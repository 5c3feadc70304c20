import { RESET_VALID_MS } from '#core/enrolment/link.ts';
import { mailLimits } from '#core/sign-in/attempt-limits.ts';
import type { Ports } from '#ports/ports.ts';
import { strangerLetter } from '#usecases/outbox/stranger-letter.ts';
import { takeAttempt } from '#usecases/sign-in/attempts.ts';
import { newToken } from '#usecases/tokens.ts';

/**
 * Mails a link to choose a new password, if the address has an account and was not just mailed several. The caller's
 * answer is the same either way.
 */
export async function requestReset(
  ports: Pick<Ports, 'store' | 'secrets' | 'clock' | 'random' | 'queue' | 'settings'>,
  email: string,
): Promise<void> {
  const { store, secrets, clock, settings, queue } = ports;
  const client = await store.clients.byEmail(email);
  if (!client) return;
  const mayMail = await takeAttempt(ports, mailLimits('reset', client.id));
  if (!mayMail.ok) return;
  const token = newToken(ports);
  const letter = {
    kind: 'reset_password',
    to: client.email,
    language: client.language,
    name: client.name,
    url: `${settings.origin}/reset?token=${token}`,
  } as const;
  await store.commit([
    {
      type: 'reset_requested',
      tokenHash: await secrets.digest(token),
      clientId: client.id,
      expiresAtMs: clock.nowMs() + RESET_VALID_MS,
    },
    ...(await strangerLetter(ports, letter, client.id)),
  ]);
  await queue.wake();
}
