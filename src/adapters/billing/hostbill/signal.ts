import { createHmac } from 'node:crypto';
import type { SignalRequest } from '#ports/billing-system.ts';
import { idText } from '../wire/php-values.ts';
import { sameSecret } from '../wire/same-secret.ts';
import { signalFields } from '../wire/signal-fields.ts';

/** The vendor's sample takes 60 s, by one clock; two clocks may differ by some more. */
const WINDOW_MS = 300_000;

/** The WebHooks plugin signs time and raw body, HMAC-SHA256 in hex. */
export function readSignal(secret: string | undefined, request: SignalRequest): string | undefined {
  const { headers, body, nowMs } = request;
  const time = headers.get('hb-timestamp') ?? '';
  const signature = headers.get('hb-signature') ?? '';
  if (!secret || !/^\d{1,12}$/.test(time)) return undefined;
  const expected = createHmac('sha256', secret).update(time).update(body).digest('hex');
  if (!sameSecret(signature.toLowerCase(), expected)) return undefined;
  if (Math.abs(nowMs - Number(time) * 1000) > WINDOW_MS) return undefined;
  const fields = signalFields(request);
  // `id` is the invoice's where the event is an invoice's, else that of a transaction or the like.
  const isOfInvoice = headers.get('hb-event')?.startsWith('after_invoice') ?? false;
  return idText.safeParse(fields.get(isOfInvoice ? 'id' : 'invoice_id')).data;
}
