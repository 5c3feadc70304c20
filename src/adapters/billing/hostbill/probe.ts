import { ok, type Result } from '#core/result.ts';
import type { BillingFailure, BillingProbe } from '#ports/billing-system.ts';
import { methodsAnswer, versionAnswer } from './answers.ts';
import type { HostbillApi } from './api.ts';
import { type Currencies, currencyId } from './currencies.ts';
import type { HostbillSettings } from './settings.ts';

/** Each must be ticked for the key in HostBill. */
const NEEDED_CALLS = [
  'getCurrencies',
  'getClients',
  'getClientDetails',
  'addClient',
  'getClientInvoices',
  'getInvoiceDetails',
  'addInvoice',
  'addInvoiceItem',
  'editInvoiceDetails',
  'convertInvoice',
  'setInvoiceStatus',
] as const;

export async function probe(
  api: HostbillApi,
  settings: HostbillSettings,
  currencies: Currencies,
): Promise<Result<BillingProbe, BillingFailure>> {
  const version = await api.call('read', 'getHostBillversion', {});
  if (!version.ok && version.error.code !== 'billing_not_permitted') return version;
  const methods = await api.call('read', 'getAPIMethods', {});
  if (!methods.ok && methods.error.code !== 'billing_not_permitted') return methods;
  const problems = [
    ...callProblems(methods.ok ? methods.value : undefined, settings),
    ...settings.currencies
      .filter((currency) => currencyId(currencies, currency) === undefined)
      .map((currency) => `HostBill has no currency ${currency}: add it there.`),
    ...(settings.autologin
      ? []
      : ['HOSTBILL_AUTOLOGIN_SECRET is not set: clients must log in to HostBill to pay.']),
    ...(settings.signalSecret
      ? []
      : ['BILLING_SIGNAL_SECRET is not set: payments are noticed once a day.']),
  ];
  return ok({ version: version.ok ? versionIn(version.value) : '', problems });
}

function callProblems(answer: unknown, { mailInvoices }: HostbillSettings): string[] {
  const parsed = methodsAnswer.safeParse(answer);
  if (!parsed.success) {
    return [
      'HostBill does not tell which calls the key may make: permit getAPIMethods, or compare by hand.',
    ];
  }
  const permitted = new Set(parsed.data.methods.map((method) => method.toLowerCase()));
  return [...NEEDED_CALLS, ...(mailInvoices ? ['sendInvoice'] : [])]
    .filter((call) => !permitted.has(call.toLowerCase()))
    .map((call) => `The key may not make the call ${call}: tick it in HostBill.`);
}

/** Under which name the version comes is not documented. */
function versionIn(answer: unknown): string {
  const values = Object.values(versionAnswer.safeParse(answer).data ?? {});
  return (
    (values.find((value) => typeof value === 'string' && /^\d+\.\d/.test(value)) as string) ?? ''
  );
}
