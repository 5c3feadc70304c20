import type { CurrencyCode } from '#core/money.ts';

/** The default where nothing was chosen; nothing where what was chosen is not on offer. */
export function currencyOf(
  chosen: string | undefined,
  currencies: readonly [CurrencyCode, ...CurrencyCode[]],
): CurrencyCode | undefined {
  if (chosen === undefined) return currencies[0];
  return currencies.find((currency) => currency === chosen);
}
