import { createBlestaBilling } from '#adapters/billing/blesta/billing-system.ts';
import type { BlestaSettings } from '#adapters/billing/blesta/settings.ts';
import type { BillingSystem } from '#ports/billing-system.ts';
import { newScript } from '../../../../support/new-script.ts';
import type { ScriptedAnswer } from '../../../../support/scripted.ts';
import { FIRST_TEXT, SECOND_TEXT, USD } from '../../support/deliveries.ts';

export const NOW_MS = Date.parse('2026-11-03T10:00:00Z');

/** With valid settings for Blesta at an address, but for those given. */
export function blestaAt(
  url: string,
  settings: Partial<BlestaSettings> = {},
  nowMs = () => NOW_MS,
): BillingSystem {
  return createBlestaBilling(
    {
      url: url,
      apiPath: '/api',
      apiUser: 'postmeter',
      apiKey: 'key-that-must-not-leak',
      companyId: '1',
      clientGroupId: '1',
      clientStatuses: [],
      taxable: true,
      mailInvoices: false,
      negativeLines: false,
      linesMax: 240,
      lineCharacters: 250,
      invoiceLookup: 'filter',
      sharedLoginKey: undefined,
      payPath: '/client/pay/method/{id}/',
      signalSecret: undefined,
      currencies: [USD],
      timeoutMs: 2_000,
      fetch: (input, init) => fetch(input, init),
      ...settings,
    },
    { nowMs },
  );
}

export async function blesta(
  answers: readonly ScriptedAnswer[],
  settings: Partial<BlestaSettings> = {},
) {
  const script = await newScript(...answers);
  return { billing: blestaAt(script.url, settings), script };
}

export const CLIENT = { id: '7', email: 'ann@example.com', username: 'ann', status: 'active' };

/** As Blesta writes it: ids as numbers or text, four decimals. */
export const INVOICE = {
  id: 31,
  client_id: '7',
  status: 'active',
  currency: 'USD',
  subtotal: '12.3400',
  total: '14.6800',
  paid: '0.0000',
  due: '14.6800',
  date_closed: null,
  line_items: [
    { id: '61', description: FIRST_TEXT, qty: '1.0000', amount: '10.0000' },
    { id: '62', description: SECOND_TEXT, qty: '1.0000', amount: '2.3400' },
  ],
};
export const LINE_IDS = { '54s': '61', '54b': '62' };

export const invoiceWith = (fields: object): ScriptedAnswer => ({
  on: 'invoices/get',
  json: { response: { ...INVOICE, ...fields } },
});
export const found = (...ids: readonly string[]): ScriptedAnswer => ({
  on: 'invoices/getList',
  json: { response: ids.map((id) => ({ id })) },
});
export const NOTHING_MORE: ScriptedAnswer = { on: 'invoices/getList', json: { response: false } };
