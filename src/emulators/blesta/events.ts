/**
 * The vendor's Webhooks plugin: on an event it calls every outgoing webhook that asked for it, once and without a signature.
 */
import { buildQuery } from '../billing-desk/webhook-sender.ts';
import type { Blesta } from './call.ts';
import { type BlestaWebhook, COMPANY_ID } from './tables.ts';

type BlestaEvent = 'Invoices.setClosed' | 'Transactions.add' | 'Invoices.add';

/** The webhook of the `webhookUrl` switch; those made by the API count from 1. */
const PRESET_ID = 0;

export async function notify(
  blesta: Blesta,
  origin: string,
  name: BlestaEvent,
  fields: Record<string, unknown>,
): Promise<void> {
  const event = blesta.values.webhookEvents === 'after' ? `${name}After` : name;
  const registered = [...blesta.tables.webhooks.values()];
  for (const webhook of [...preset(blesta, event), ...registered]) {
    if (webhook.type !== 'outgoing' || !webhook.events.includes(event)) continue;
    await call(blesta, origin, event, webhook, fields);
  }
}

function preset({ values }: Blesta, event: string): BlestaWebhook[] {
  const { webhookUrl: callback, webhookMethod: method } = values;
  if (callback === null) return [];
  const type = 'outgoing';
  return [{ id: PRESET_ID, companyId: COMPANY_ID, callback, type, method, events: [event] }];
}

function call(
  { send }: Blesta,
  origin: string,
  event: string,
  { id, callback, method }: BlestaWebhook,
  fields: Record<string, unknown>,
): Promise<number | null> {
  const verb = method.replace('_json', '').toUpperCase();
  const query = buildQuery(fields);
  const headers = {
    'x-blesta-event': event,
    'x-webhook-id': String(id),
    'user-agent': 'Blesta-Webhook',
  };
  if (verb === 'GET') {
    return send({ event, url: `${callback}?${query}`, origin, method: verb, headers, body: null });
  }
  const isJson = method.endsWith('_json');
  const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
  const body = isJson ? JSON.stringify(fields) : query;
  const url = callback;
  return send({
    event,
    url,
    origin,
    method: verb,
    headers: { ...headers, 'content-type': type },
    body,
  });
}
