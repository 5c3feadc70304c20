/** The vendor's WebHooks plugin: a signed POST for each event, to one configured address. */
import { hmacSha256 } from '../billing-desk/hmac.ts';
import { buildQuery } from '../billing-desk/webhook-sender.ts';
import type { Hostbill } from './call.ts';
import { HOSTBILL_WEBHOOK_SECRET } from './credentials.ts';
import { invoiceFields, itemResource } from './invoice-resource.ts';
import type { HostbillInvoice } from './tables.ts';

export type HostbillEvent =
  | 'after_invoicefullpaid'
  | 'after_invoicepartialpayment'
  | 'after_transactionadd'
  | 'after_refund';

/** The plugin's own number of the webhook; that it is what `HB-Hook` holds is an assumption. */
const HOOK_ID = '1';

export async function notify(
  hostbill: Hostbill,
  origin: string,
  event: HostbillEvent,
  fields: Record<string, unknown>,
): Promise<void> {
  const { webhookUrl: url, webhookBody, webhookAttempts } = hostbill.values;
  if (url === null) return;
  const isJson = webhookBody === 'json';
  const body = isJson ? JSON.stringify(fields) : buildQuery(fields);
  const timestamp = String(Math.floor(hostbill.nowMs() / 1000));
  const headers = {
    'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
    'hb-hook': HOOK_ID,
    'hb-event': event,
    'hb-timestamp': timestamp,
    'hb-signature': await hmacSha256(HOSTBILL_WEBHOOK_SECRET, timestamp + body),
  };
  for (let attempt = 0; attempt < webhookAttempts; attempt += 1) {
    const status = await hostbill.send({ event, url, origin, method: 'POST', headers, body });
    if (status !== null && status < 300) return;
  }
}

/** What events about an invoice carry. */
export function invoiceEvent({ tables }: Hostbill, invoice: HostbillInvoice) {
  const fields = invoiceFields(tables, invoice);
  return { ...fields, items: invoice.items.map((item) => itemResource(invoice, item)) };
}
