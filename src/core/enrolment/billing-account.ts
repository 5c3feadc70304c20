// Which of somebody's accounts in the billing system will be billed, and in what.
import type { CurrencyCode } from '#core/money.ts';
import { err, ok, type Result } from '#core/result.ts';

export interface BillingAccount {
  readonly id: string;
  /** ISO 4217, or empty where the system has none per client. */
  readonly currency: string;
}

export type AccountRefusal = 'account_not_yours' | 'account_not_chosen' | 'currency_not_offered';

export interface ChosenAccount {
  /** Undefined: there is none, and one is made with the first invoice. */
  readonly id: string | undefined;
  readonly currency: CurrencyCode;
}

/**
 * One account needs no choice, several need one that is among them. An account has its currency for good, so nobody is
 * asked for it; who has no account takes the currency that they chose.
 */
export function chooseAccount(
  owned: readonly BillingAccount[],
  chosenId: string | undefined,
  chosenCurrency: CurrencyCode,
  offered: readonly CurrencyCode[],
): Result<ChosenAccount, AccountRefusal> {
  const [only, second] = owned;
  if (chosenId !== undefined && !owned.some(({ id }) => id === chosenId)) {
    return err('account_not_yours');
  }
  if (second && chosenId === undefined) return err('account_not_chosen');
  const account = owned.find(({ id }) => id === chosenId) ?? only;
  if (!account) return ok({ id: undefined, currency: chosenCurrency });
  if (account.currency === '') return ok({ id: account.id, currency: chosenCurrency });
  const currency = offered.find((code) => code === account.currency);
  return currency ? ok({ id: account.id, currency }) : err('currency_not_offered');
}
