// What the panel shows a client for tokens: the month's token price less the client's discount, with tax in it where
// the provider shows prices so. Invoices know neither: they bill the token price itself (docs/prices-in-the-panel.md).
import { isPriceable, type Money, priceTokens, type TokenPrice } from '#core/money.ts';
import type { Percent } from '#core/prices/percent.ts';
import { err, ok, type Result } from '#core/result.ts';

/** One rate for everybody. Which rate a sale really has is for the billing system to say. */
export interface ShownTax {
  readonly name: string;
  readonly rate: Percent;
  /** Whether shown prices have it in them. */
  readonly isInclusive: boolean;
}

export interface PriceTerms {
  readonly tax: ShownTax | undefined;
  /** By client number. */
  readonly discounts: ReadonlyMap<number, Percent>;
}

const WHOLE = 1_000_000n;
const WHOLE_DIGITS = 6n;

/** Money per token as shown to one client, exact: nothing is rounded before tokens are multiplied in. */
export function shownTokenPrice(
  price: TokenPrice,
  clientNumber: number,
  { tax, discounts }: PriceTerms,
): TokenPrice {
  const off = BigInt(discounts.get(clientNumber)?.millionths ?? 0);
  const on = BigInt(tax?.isInclusive ? tax.rate.millionths : 0);
  const amount = price.amount * (WHOLE - off) * (WHOLE + on);
  return shortest(price, amount, price.scale + 2n * WHOLE_DIGITS);
}

export type AmountRefusal = { readonly reason: 'amount_too_large'; readonly tokens: number };

/** What `tokens` cost, rounded once, as an invoice's line is. */
export function shownAmount(tokens: number, price: TokenPrice): Result<Money, AmountRefusal> {
  return isPriceable(tokens, price)
    ? ok(priceTokens(tokens, price))
    : err({ reason: 'amount_too_large', tokens });
}

/** Without zeros at its end: factors of 1 leave the text of a price as it was. */
function shortest({ currency }: TokenPrice, amount: bigint, scale: bigint): TokenPrice {
  let [short, digits] = [amount, scale];
  while (digits > 0n && short % 10n === 0n) [short, digits] = [short / 10n, digits - 1n];
  return { currency, text: decimal(short, Number(digits)), amount: short, scale: digits };
}

function decimal(amount: bigint, digits: number): string {
  if (digits === 0) return String(amount);
  const text = String(amount).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
