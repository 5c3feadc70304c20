import { createUbersmithBilling } from '#adapters/billing/ubersmith/billing-system.ts';
import type { UbersmithSettings } from '#adapters/billing/ubersmith/settings.ts';
import type { BillingSystem } from '#ports/billing-system.ts';
import { newScript } from '../../../../support/new-script.ts';
import type { ScriptedAnswer } from '../../../../support/scripted.ts';
import { FIRST_TEXT, SECOND_TEXT, USD } from '../../support/deliveries.ts';

/** With valid settings for Ubersmith at an address, but for those given. */
export function ubersmithAt(url: string, settings: Partial<UbersmithSettings> = {}): BillingSystem {
  return createUbersmithBilling({
    url: url,
    apiPath: '/api/2.0/',
    apiUser: 'postmeter',
    apiToken: 'token-that-must-not-leak',
    currency: USD,
    brandId: undefined,
    taxIds: [],
    negativeLines: false,
    linesMax: 950,
    refusalWords: {},
    lineCharacters: 250,
    oneTimePeriod: '0',
    dueDateFormat: 'date',
    portalUrl: url,
    currencies: [USD],
    timeoutMs: 2_000,
    fetch: (input, init) => fetch(input, init),
    ...settings,
  });
}

export async function ubersmith(
  answers: readonly ScriptedAnswer[],
  settings: Partial<UbersmithSettings> = {},
) {
  const script = await newScript(...answers);
  return { billing: ubersmithAt(script.url, settings), script };
}

export const yes = (on: string, data: unknown): ScriptedAnswer => ({
  on,
  json: { status: true, error_code: null, error_message: '', data },
});

export const no = (on: string, sentence: string, code = 1): ScriptedAnswer => ({
  on,
  json: { status: false, error_code: code, error_message: sentence, data: '' },
});

/** The real answer holds a password hash. */
export const CLIENT = { clientid: '7', email: 'ann@example.com', active: '1', password: '$1$hash' };

const SERVICE = { quantity: '1', period: '0', billed: '0', start: '1793491200' };
export const FIRST = { ...SERVICE, packid: '200', desserv: FIRST_TEXT, price: '10.00' };
export const SECOND = { ...SERVICE, packid: '201', desserv: SECOND_TEXT, price: '2.34' };
const FOREIGN = { ...SERVICE, packid: '77', desserv: 'Rack unit', price: '99.00', billed: '1' };
export const LINE_IDS = { '54s': '200', '54b': '201' };

/** As a map under their ids, beside a service that is none of ours. */
export const services = (...rows: readonly { readonly packid: string }[]): ScriptedAnswer =>
  yes(
    'client.service_list',
    Object.fromEntries([FOREIGN, ...rows].map((row) => [row.packid, row])),
  );

export const PACKS = {
  '0': { packid: '200', desserv: FIRST_TEXT, cost: '10.00', quantity: '1', unit_price: '10.00' },
  '1': { packid: '201', desserv: SECOND_TEXT, cost: '2.34', quantity: '1', unit_price: '2.34' },
};

export const INVOICE = {
  invid: '900',
  clientid: '7',
  amount: '14.81',
  amount_unpaid: '14.81',
  paid: '0',
  datepaid: '0',
  date: '1793534400',
  due: '1794744000',
  current_packs: PACKS,
  credits: [],
};

export const invoice = (fields: object = {}): ScriptedAnswer =>
  yes('client.invoice_get', { ...INVOICE, ...fields });
