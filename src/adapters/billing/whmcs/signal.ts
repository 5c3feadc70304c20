import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { SignalRequest } from '#ports/billing-system.ts';
import { idText } from '../wire/php-values.ts';
import { sameSecret } from '../wire/same-secret.ts';

/** A signal older or newer than this is not heard: whoever recorded one cannot use it later. */
const WINDOW_MS = 300_000;

const bodySchema = z.object({ invoiceid: idText });

/**
 * What the hook file in `integrations/whmcs` sends: `x-postmeter-timestamp` (Unix seconds), `x-postmeter-event`, and
 * `x-postmeter-signature`, the hex HMAC-SHA256 of timestamp, a dot and the body as it came. A signal that comes twice
 * makes us read twice, so its id is not remembered.
 */
export function readSignal(
  secret: string | undefined,
  { headers, body, nowMs }: SignalRequest,
): string | undefined {
  const timestamp = headers.get('x-postmeter-timestamp') ?? '';
  if (!secret || !/^\d{1,12}$/.test(timestamp)) return undefined;
  if (Math.abs(nowMs - Number(timestamp) * 1000) > WINDOW_MS) return undefined;
  const signed = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
  if (!sameSecret(headers.get('x-postmeter-signature') ?? '', signed)) return undefined;
  try {
    return bodySchema.safeParse(JSON.parse(new TextDecoder().decode(body))).data?.invoiceid;
  } catch {
    return undefined;
  }
}
