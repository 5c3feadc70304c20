import { LINK_VALID_MS, linkState } from '#core/enrolment/link.ts';
import type { Ports } from '#ports/ports.ts';
import { strangerLetter } from '#usecases/outbox/stranger-letter.ts';
import { newToken } from '#usecases/tokens.ts';

/**
 * Sends a fresh link for a sign-up whose link ran out, to the address that signed up. Whoever has the old link has read
 * the mail, so the sealed password can move under the new one. Answers nothing: an unknown link and a used one look the
 * same from outside.
 */
export async function renewLink(
  ports: Pick<Ports, 'store' | 'secrets' | 'clock' | 'random' | 'queue' | 'settings'>,
  oldToken: string,
  language: string,
): Promise<void> {
  const { store, secrets, clock, settings, queue } = ports;
  const oldTokenHash = await secrets.digest(oldToken);
  const signup = await store.clients.signupByToken(oldTokenHash);
  const state = linkState(signup, clock.nowMs());
  if (!signup || (state !== 'expired' && state !== 'valid')) return;
  const password = await secrets.openWith(oldToken, signup.sealedPassword);
  if (password === undefined) return;

  const token = newToken(ports);
  const letter = {
    kind: 'verify_address',
    to: signup.email,
    language,
    name: signup.name,
    url: `${settings.origin}/verify?token=${token}`,
  } as const;
  await store.commit([
    {
      type: 'signup_link_renewed',
      signupId: signup.id,
      oldTokenHash,
      tokenHash: await secrets.digest(token),
      browserHash: signup.browserHash,
      sealedPassword: await secrets.sealWith(token, password),
      expiresAtMs: clock.nowMs() + LINK_VALID_MS,
    },
    ...(await strangerLetter(ports, letter, '')),
  ]);
  await queue.wake();
}
