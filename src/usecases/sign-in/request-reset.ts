import { RESET_VALID_MS } from '#core/enrolment/link.ts';
import type { Ports } from '#ports/ports.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';
import { newToken } from '#usecases/tokens.ts';

/** Mails a link to choose a new password, if the address has an account. The caller's answer is the same either way. */
export async function requestReset(
  ports: Pick<Ports, 'store' | 'secrets' | 'clock' | 'random' | 'queue' | 'settings'>,
  email: string,
): Promise<void> {
  const { store, secrets, clock, settings, queue } = ports;
  const client = await store.clients.byEmail(email);
  const token = newToken(ports);
  const tokenHash = await secrets.digest(token);
  if (!client) return;
  const letter = {
    kind: 'reset_password',
    to: client.email,
    name: client.name,
    url: `${settings.origin}/reset?token=${token}`,
  } as const;
  await store.commit([
    {
      type: 'reset_requested',
      tokenHash,
      clientId: client.id,
      expiresAtMs: clock.nowMs() + RESET_VALID_MS,
    },
    await letterTask(ports, letter, client.id, 0),
  ]);
  await queue.wake();
}
