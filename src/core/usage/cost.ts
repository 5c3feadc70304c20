import { rate } from '#core/invoicing/rate.ts';
import { isPriceable, type TokenPrice } from '#core/money.ts';
import { hoursIn, type TimeRange } from '#core/month.ts';
import { checkUsage } from '#core/usage/check-usage.ts';
import { type ServerUsage, totalTokens } from '#core/usage/usage.ts';

/**
 * What usage within `month` costs, in the smallest unit of the price's currency, by the function that makes the invoice. Undefined
 * for figures that an invoice would be held back for.
 */
export function costOf(
  servers: readonly ServerUsage[],
  price: TokenPrice,
  month: TimeRange,
): number | undefined {
  if (!checkUsage(servers, hoursIn(month)).ok) return undefined;
  return isPriceable(totalTokens(servers), price) ? rate(servers, price).totalMinor : undefined;
}
