import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure, BillingProbe } from '#ports/billing-system.ts';
import { blestaCurrencies } from './answers.ts';
import type { BlestaApi } from './api.ts';
import type { BlestaSettings } from './settings.ts';

/** A key of Blesta may do everything, so one call tells whether it is good; Blesta's API does not tell its version. */
export async function probe(
  api: BlestaApi,
  { companyId, currencies, sharedLoginKey, signalSecret }: BlestaSettings,
): Promise<Result<BillingProbe, BillingFailure>> {
  const answer = await api.get('currencies/getAll', {
    company_id: companyId,
    order_by: { code: 'ASC' },
  });
  if (!answer.ok) return answer;
  const parsed = blestaCurrencies.safeParse(answer.value);
  if (!parsed.success) {
    const detail = 'currencies/getAll: currencies we cannot read';
    return err(api.failure('read', 'billing_answer_malformed', detail));
  }
  const known = new Set(parsed.data.map(({ code }) => code));
  const problems = currencies
    .filter((currency) => !known.has(currency))
    .map((currency) => `Company ${companyId} in Blesta has no currency ${currency}: add it there.`);
  if (!sharedLoginKey) {
    problems.push('BLESTA_SHARED_LOGIN_KEY is not set: clients must log in to Blesta to pay.');
  }
  if (!signalSecret) {
    problems.push('BILLING_SIGNAL_SECRET is not set: payments are noticed once a day.');
  }
  return ok({ version: '', problems });
}
