import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure } from '#ports/billing-system.ts';
import { currenciesAnswer } from './answers.ts';
import type { HostbillApi } from './api.ts';

/** ISO 4217 code by HostBill's id; the main currency has the id 0. */
export type Currencies = ReadonlyMap<string, string>;

/** Read once for the life of the adapter: a run asks for each document. A failure is not kept. */
export function currencyReader(
  api: HostbillApi,
): () => Promise<Result<Currencies, BillingFailure>> {
  let known: Currencies | undefined;
  return async () => {
    if (known) return ok(known);
    const answer = await api.call('read', 'getCurrencies', {});
    if (!answer.ok) return answer;
    const parsed = currenciesAnswer.safeParse(answer.value);
    if (!parsed.success) {
      const detail = 'getCurrencies: currencies we cannot read';
      return err(api.failure('read', 'billing_answer_malformed', detail));
    }
    const { main, currencies = [] } = parsed.data;
    known = new Map([main, ...currencies].map(({ id, code }) => [id, code]));
    return ok(known);
  };
}

export function currencyId(currencies: Currencies, code: string): string | undefined {
  return [...currencies].find(([, known]) => known === code)?.[0];
}
