import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure, PayLink } from '#ports/billing-system.ts';
import type { HostbillApi } from './api.ts';
import type { HostbillAutologin, HostbillSettings } from './settings.ts';

const LOGIN_PATH = '/index.php?cmd=autologin&action=login';
const DURATION_SECONDS = 900;

const loginAnswer = z.object({ login_url: z.url({ protocol: /^https?$/ }) });

/** Where the client can pay; signed in if the plugin "Client Auto Login" is set up, else behind the login there. */
export async function payLink(
  api: HostbillApi,
  { url, payPath, autologin }: HostbillSettings,
  { email, documentId }: PayLink,
): Promise<Result<string, BillingFailure>> {
  const redirect = url + payPath.replaceAll('{id}', encodeURIComponent(documentId));
  if (!autologin) return ok(redirect);
  const duration = String(DURATION_SECONDS);
  const hash = autologinHash(autologin, email, duration);
  const answer = await api.post(LOGIN_PATH, { email, duration, hash, redirect });
  if (!answer.ok) return answer;
  const parsed = loginAnswer.safeParse(answer.value);
  // Sending a signed-in client anywhere else would give their session away.
  if (parsed.success && new URL(parsed.data.login_url).origin === new URL(url).origin) {
    return ok(parsed.data.login_url);
  }
  const detail = 'autologin: no address of HostBill itself';
  return err(api.failure('read', 'billing_answer_malformed', detail));
}

/** `md5` over address, secret and duration is documented; what `hmac_sha256` signs is not, hence the template. */
function autologinHash(
  { mode, secret, hmacMessage }: HostbillAutologin,
  email: string,
  duration: string,
): string {
  if (mode === 'md5')
    return createHash('md5')
      .update(email + secret + duration)
      .digest('hex');
  const message = hmacMessage
    .replaceAll('{email}', () => email)
    .replaceAll('{duration}', () => duration);
  return createHmac('sha256', secret).update(message).digest('hex');
}
