import { createHostbillBilling } from '#adapters/billing/hostbill/billing-system.ts';
import type { HostbillSettings } from '#adapters/billing/hostbill/settings.ts';
import type { BillingSystem } from '#ports/billing-system.ts';
import { newScript } from '../../../../support/new-script.ts';
import type { ScriptedAnswer } from '../../../../support/scripted.ts';
import { FIRST_TEXT, SECOND_TEXT, USD } from '../../support/deliveries.ts';

const CURRENCIES: ScriptedAnswer = {
  on: 'getCurrencies',
  json: {
    success: true,
    main: { id: 0, code: 'USD', sign: '$' },
    currencies: [{ id: '2', code: 'EUR', rate: '0.9100', enable: '1' }],
  },
};

/** With valid settings for Hostbill at an address, but for those given. */
export function hostbillAt(url: string, settings: Partial<HostbillSettings> = {}): BillingSystem {
  return createHostbillBilling({
    url: url,
    apiPath: '/admin/api.php',
    apiId: 'id-1',
    apiKey: 'key-that-must-not-leak',
    taxable: true,
    taxRate: undefined,
    gatewayId: undefined,
    mailInvoices: false,
    negativeLines: false,
    clientFilter: 'filter[email]',
    activeStatuses: ['Active'],
    pagesMax: 5,
    adoptEmptyDraft: true,
    refusalWords: {},
    transactionFields: { paid: 'in', refunded: 'out' },
    lineCharacters: 250,
    autologin: undefined,
    payPath: '/index.php?/clientarea/invoice/{id}/',
    signalSecret: undefined,
    currencies: [USD],
    timeoutMs: 2_000,
    fetch: (input, init) => fetch(input, init),
    ...settings,
  });
}

/** HostBill that answers as told; currencies are asked for first, and once. */
export async function hostbill(
  answers: readonly ScriptedAnswer[],
  settings: Partial<HostbillSettings> = {},
) {
  const script = await newScript(CURRENCIES, ...answers);
  return { billing: hostbillAt(script.url, settings), script };
}

export const yes = (on: string, fields: object): ScriptedAnswer => ({
  on,
  json: { success: true, call: on, server_time: 1_764_000_000, ...fields },
});

export const no = (on: string, ...error: readonly string[]): ScriptedAnswer => ({
  on,
  json: { success: false, call: on, error },
});

export const ITEMS = [
  {
    id: '118',
    type: 'Other',
    description: FIRST_TEXT,
    amount: '10.00',
    taxed: '1',
    qty: '1',
    linetotal: 10,
  },
  {
    id: '119',
    type: 'Other',
    description: SECOND_TEXT,
    amount: '2.34',
    taxed: '1',
    qty: '1',
    linetotal: 2.34,
  },
];

export const LINE_IDS = { '54s': '118', '54b': '119' };

/** As the vendor's sample has it, the client's password hash included. */
export const INVOICE = {
  id: '58',
  paid_id: '',
  status: 'Draft',
  client_id: '7',
  date: '2026-11-01',
  duedate: '2026-11-15',
  datepaid: '0000-00-00 00:00:00',
  subtotal: '12.34',
  credit: '0.00',
  tax: '2.47',
  taxrate: '20.00',
  total: '14.81',
  currency_id: '0',
  rate: '1.0000',
  notes: '',
  items: ITEMS,
  client: { id: '7', email: 'ann@example.com', password: '474bf122c92de249ace867a003cb7196' },
};

export const details = (fields: object = {}): ScriptedAnswer =>
  yes('getInvoiceDetails', { invoice: { ...INVOICE, ...fields }, transactions: [] });

export const CLIENT = { id: '7', email: 'ann@example.com', currency_id: '0', status: 'Active' };
