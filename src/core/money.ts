// Money is an integer of the currency's smallest unit with its ISO 4217 code. A token price is decimal
// text, because a token may cost a fraction of that unit. Rounding happens in `priceTokens` alone.
import { dinero, halfAwayFromZero, multiply, toSnapshot, transformScale } from 'dinero.js/bigint';
import * as isoCurrencies from 'dinero.js/bigint/currencies';
import { err, ok, type Result } from '#core/result.ts';

/** ISO 4217 alphabetic code of a currency in the table of the money library. */
export type CurrencyCode = string & { readonly __brand: 'CurrencyCode' };

export interface Money {
  readonly currency: CurrencyCode;
  /** Integer, in the currency's smallest unit: cents for USD, yen for JPY, fils for BHD. */
  readonly amountMinor: number;
}

/** Money per token, e.g. 0.00125 as `{ amount: 125n, scale: 5n }`. */
export interface TokenPrice {
  readonly currency: CurrencyCode;
  readonly text: string;
  readonly amount: bigint;
  readonly scale: bigint;
}

export type PriceRefusal =
  | { readonly reason: 'currency_unknown'; readonly given: string }
  | { readonly reason: 'price_malformed'; readonly given: string };

/**
 * The ariary and the ouguiya divide by five, and the library follows them there; ISO 4217 gives both two decimals, and
 * prices are decimal.
 */
const CURRENCIES = new Map(
  Object.values(isoCurrencies).map((currency) => [
    currency.code as string,
    currency.base === 10n ? currency : { ...currency, base: 10n, exponent: 2n },
  ]),
);

/** At most 12 digits before and 12 behind the point, no sign, no exponent: `0.0012`, `3`. */
const PRICE_PATTERN = /^(0|[1-9]\d{0,11})(?:\.(\d{1,12}))?$/;

/** The code in upper case, if ISO 4217 knows it. */
export function parseCurrency(given: string): Result<CurrencyCode, PriceRefusal> {
  const code = given.trim().toUpperCase();
  if (!CURRENCIES.has(code)) return err({ reason: 'currency_unknown', given });
  return ok(code as CurrencyCode);
}

/** Digits behind the point: 2 for USD, 0 for JPY, 3 for BHD (ISO 4217, not the display habits of CLDR). */
export function minorDigits(currency: CurrencyCode): number {
  return Number(isoCurrency(currency).exponent);
}

/** Reads a positive decimal text as the price of one token. Zero is refused: it would hide a missing price. */
export function parseTokenPrice(
  text: string,
  currency: CurrencyCode,
): Result<TokenPrice, PriceRefusal> {
  const match = PRICE_PATTERN.exec(text);
  if (!match) return err({ reason: 'price_malformed', given: text });
  const [, whole = '', fraction = ''] = match;
  const amount = BigInt(whole + fraction);
  if (amount === 0n) return err({ reason: 'price_malformed', given: text });
  return ok({ currency, text, amount, scale: BigInt(fraction.length) });
}

/**
 * What `tokens` cost, rounded half away from zero to the currency's smallest unit.
 * The only place where money is rounded: every line is rounded once, totals are sums of rounded lines.
 */
export function priceTokens(tokens: number, price: TokenPrice): Money {
  if (!Number.isSafeInteger(tokens) || tokens < 0) throw new Error(`tokens: ${tokens}`);
  const currency = isoCurrency(price.currency);
  const one = dinero({ amount: price.amount, currency, scale: price.scale });
  const exact = multiply(one, BigInt(tokens));
  const { amount } = toSnapshot(transformScale(exact, currency.exponent, halfAwayFromZero));
  const amountMinor = Number(amount);
  if (!Number.isSafeInteger(amountMinor)) throw new Error(`amount beyond safe integers: ${amount}`);
  return { currency: price.currency, amountMinor };
}

/** Room that the rounding of single lines may take below the largest exact amount. */
const ROUNDING_ROOM = 1_000_000n;

/** Whether what all these tokens cost together is an amount that an integer holds exactly. */
export function isPriceable(tokens: number, price: TokenPrice): boolean {
  if (!Number.isSafeInteger(tokens)) return false;
  const minorUnits = 10n ** BigInt(minorDigits(price.currency));
  const largest = BigInt(Number.MAX_SAFE_INTEGER) - ROUNDING_ROOM;
  return BigInt(tokens) * price.amount * minorUnits <= largest * 10n ** price.scale;
}

/** Money as people of `locale` write it, e.g. `$12.34`. */
export function formatMoney(money: Money, locale = 'en'): string {
  const text = decimalText(money) as unknown as number; // decimal text is exact; lib.es2023 lacks the overload
  return moneyFormat(money.currency, locale).format(text);
}

/** Formatters by locale and currency: making one takes longer than rendering a page. */
const moneyFormats = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: CurrencyCode, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = moneyFormats.get(key);
  if (known) return known;
  const digits = minorDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  moneyFormats.set(key, format);
  return format;
}

/** Plain decimal text, e.g. `12.34`; for exports and tables. */
export function decimalText(money: Money): string {
  const digits = minorDigits(money.currency);
  const sign = money.amountMinor < 0 ? '-' : '';
  const units = String(Math.abs(money.amountMinor)).padStart(digits + 1, '0');
  if (digits === 0) return sign + units;
  return `${sign}${units.slice(0, -digits)}.${units.slice(-digits)}`;
}

/** At most 15 digits before the point, any number behind it: billing systems pad with zeros (`12.3400`). */
const AMOUNT_PATTERN = /^([-+]?)(\d{1,15})(?:\.(\d*))?$/;

/**
 * Decimal text of another system as an integer of the currency's smallest unit; undefined where it is no amount, or finer
 * than that unit. Nothing is rounded: an amount that does not fit is not ours.
 */
export function parseDecimal(text: string, currency: CurrencyCode): number | undefined {
  const [, sign = '', whole, fraction = ''] = AMOUNT_PATTERN.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const digits = minorDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits))) return undefined;
  const amountMinor = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  if (!Number.isSafeInteger(amountMinor)) return undefined;
  return sign === '-' && amountMinor !== 0 ? -amountMinor : amountMinor;
}

function isoCurrency(code: CurrencyCode) {
  const currency = CURRENCIES.get(code);
  if (!currency) throw new Error(`not an ISO 4217 currency: ${code}`);
  return currency;
}
