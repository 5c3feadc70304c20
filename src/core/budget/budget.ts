import { type CurrencyCode, minorDigits } from '#core/money.ts';
import { err, ok, type Result } from '#core/result.ts';

/** More would be noise: a letter each. */
export const BUDGETS_AT_MOST = 5;
const WHOLE_AMOUNT = /^[1-9]\d{0,8}$/;

export type BudgetRefusal =
  | { readonly reason: 'amount_malformed'; readonly given: string }
  | { readonly reason: 'too_many'; readonly most: number };

/**
 * The amounts of a form, in the smallest unit of `currency`, rising and each once. Empty fields are no budgets. Whole
 * units alone: nobody plans by the cent, and a field for digits is easily filled in everywhere.
 */
export function parseBudgets(
  given: readonly string[],
  currency: CurrencyCode,
): Result<readonly number[], BudgetRefusal> {
  const filled = given.map((text) => text.trim()).filter((text) => text !== '');
  const wrong = filled.find((text) => !WHOLE_AMOUNT.test(text));
  if (wrong !== undefined) return err({ reason: 'amount_malformed', given: wrong });
  const amounts = [...new Set(filled.map((text) => Number(text) * 10 ** minorDigits(currency)))];
  if (amounts.length > BUDGETS_AT_MOST) return err({ reason: 'too_many', most: BUDGETS_AT_MOST });
  return ok(amounts.sort((a, b) => a - b));
}

/** The budgets that `soFarMinor` has reached, rising. All in one smallest unit. */
export function reachedBudgets(budgets: readonly number[], soFarMinor: number): readonly number[] {
  return budgets.filter((amountMinor) => amountMinor <= soFarMinor).sort((a, b) => a - b);
}

/** A budget as it stands in the form. */
export function wholeUnits(amountMinor: number, currency: CurrencyCode): string {
  return String(Math.round(amountMinor / 10 ** minorDigits(currency)));
}
