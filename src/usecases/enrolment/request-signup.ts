import { LINK_VALID_MS } from '#core/enrolment/link.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import { alreadyClientLetter } from '#usecases/outbox/already-client-letter.ts';
import { strangerLetter } from '#usecases/outbox/stranger-letter.ts';
import { newId, newToken } from '#usecases/tokens.ts';

export interface SignupRequest {
  readonly name: string;
  readonly company: string;
  /** Normalised. */
  readonly email: string;
  readonly password: string;
  /** BCP 47 tag of the language of the page that they signed up on. */
  readonly language: string;
  /** Secret cookie of the browser that signs up. */
  readonly browserSecret: string;
}

/**
 * Stores a pending sign-up and sends its link. Costs and answers the same whether or not the address is known; only
 * the mail differs, and only the owner of the address reads it. No slow hash here: strangers could burn CPU with it.
 * Nothing is stored or sent once the day has had its mails, and the answer stays the same.
 */
export async function requestSignup(
  ports: Pick<Ports, 'store' | 'secrets' | 'clock' | 'random' | 'queue' | 'settings'>,
  request: SignupRequest,
): Promise<void> {
  const { store } = ports;
  const { name, email, language } = request;
  const known = await store.clients.byEmail(email);
  const { changes, url } = await pendingSignup(ports, request);
  if (known) {
    const letter = alreadyClientLetter(ports, known);
    await store.commit(await strangerLetter(ports, letter, known.id));
  } else {
    const letter = { kind: 'verify_address', to: email, language, name, url } as const;
    await store.commit([...changes, ...(await strangerLetter(ports, letter, ''))]);
  }
  await ports.queue.wake();
}

async function pendingSignup(
  ports: Pick<Ports, 'secrets' | 'clock' | 'random' | 'settings'>,
  request: SignupRequest,
): Promise<{ changes: Change[]; url: string }> {
  const { secrets, clock, settings } = ports;
  const { name, company, email, password, browserSecret } = request;
  const token = newToken(ports);
  const nowMs = clock.nowMs();
  const signup = {
    id: newId(ports, 'signup'),
    tokenHash: await secrets.digest(token),
    browserHash: await secrets.digest(browserSecret),
    email,
    name,
    company,
    sealedPassword: await secrets.sealWith(token, password),
    createdAtMs: nowMs,
    expiresAtMs: nowMs + LINK_VALID_MS,
  };
  return {
    changes: [{ type: 'signup_requested', signup }],
    url: `${settings.origin}/verify?token=${token}`,
  };
}
