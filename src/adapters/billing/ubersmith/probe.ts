import { ok, type Result } from '#core/result.ts';
import type { BillingFailure, BillingProbe } from '#ports/billing-system.ts';
import { methodList } from './answers.ts';
import type { UbersmithApi } from './api.ts';
import type { UbersmithSettings } from './settings.ts';

const NEEDED_CALLS = [
  'client.get',
  'client.add',
  'client.service_add',
  'client.service_list',
  'client.invoice_generate',
  'client.invoice_list',
  'client.invoice_get',
  'client.invoice_disregard',
] as const;

/** Ubersmith tells neither its version nor its currency by a call. */
export async function probe(
  api: UbersmithApi,
  { currency, currencies }: UbersmithSettings,
): Promise<Result<BillingProbe, BillingFailure>> {
  const answer = await api.call('read', 'uber.method_list', {});
  if (!answer.ok && answer.error.code !== 'billing_not_permitted') return answer;
  const methods = methodList.safeParse(answer.ok ? answer.value : undefined).data;
  const known = new Set(methods);
  const problems = methods
    ? NEEDED_CALLS.filter((call) => !known.has(call)).map(
        (call) => `The API user may not make the call ${call}: permit it in Ubersmith.`,
      )
    : ['Ubersmith does not list the calls that the API user may make: compare by hand.'];
  const foreign = currencies
    .filter((code) => code !== currency)
    .map(
      (code) =>
        `We bill in ${code}, but UBERSMITH_CURRENCY is ${currency}: such invoices are refused.`,
    );
  return ok({ version: '', problems: [...problems, ...foreign] });
}
