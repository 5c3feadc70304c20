import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure, BillingProbe } from '#ports/billing-system.ts';
import type { WhmcsApi } from './api.ts';
import { readAs } from './read.ts';
import type { WhmcsSettings } from './settings.ts';
import {
  whmcsClients,
  whmcsCurrencies,
  whmcsInvoices,
  whmcsPaymentMethods,
  whmcsUsers,
} from './shapes.ts';

/** Readings that every delivery needs; whether the writes are permitted only the first of them tells. */
const NEEDED = [
  ['GetClients', whmcsClients],
  ['GetUsers', whmcsUsers],
  ['GetInvoices', whmcsInvoices],
] as const;

export async function probe(
  api: WhmcsApi,
  settings: WhmcsSettings,
): Promise<Result<BillingProbe, BillingFailure>> {
  // One after the other: where the key is refused, one refusal is enough.
  const currencies = await readAs(api, 'GetCurrencies', {}, whmcsCurrencies);
  if (!currencies.ok) return currencies;
  const codes = new Set(currencies.value.currencies.map(({ code }) => code));
  const problems = settings.currencies
    .filter((code) => !codes.has(code))
    .map((code) => `WHMCS has no currency ${code}: add it, or take it out of BILLING_CURRENCIES.`);
  for (const [action, shape] of NEEDED) {
    const answer = await readAs(api, action, { limitnum: 1 }, shape);
    if (answer.ok) continue;
    if (answer.error.code !== 'billing_not_permitted') return answer;
    problems.push(`The API role does not permit ${action}: tick it in Manage API Credentials.`);
  }
  const method = await paymentMethodProblem(api, settings);
  if (!method.ok) return method;
  const version = await api.read('WhmcsDetails', {});
  return ok({
    version: version.ok ? versionIn(version.value.whmcs) : '',
    problems: [...problems, ...method.value],
  });
}

async function paymentMethodProblem(
  api: WhmcsApi,
  { paymentMethod }: WhmcsSettings,
): Promise<Result<readonly string[], BillingFailure>> {
  if (paymentMethod === undefined) return ok([]);
  const methods = await readAs(api, 'GetPaymentMethods', {}, whmcsPaymentMethods);
  if (!methods.ok) {
    return methods.error.code === 'billing_not_permitted'
      ? ok([
          'The API role does not permit GetPaymentMethods, so WHMCS_PAYMENT_METHOD is not checked.',
        ])
      : err(methods.error);
  }
  const isThere = methods.value.paymentmethods.some(({ module }) => module === paymentMethod);
  return ok(
    isThere ? [] : [`WHMCS has no payment method ${paymentMethod} (WHMCS_PAYMENT_METHOD).`],
  );
}

/** Often not in the role, and only for show. */
function versionIn(whmcs: unknown): string {
  const version = (whmcs as { version?: unknown } | undefined)?.version;
  return typeof version === 'string' ? version : '';
}
