import { type CurrencyCode, minorDigits } from '#core/money.ts';

/** How an amount is put together from its digits. */
export interface CurrencyFormat {
  readonly symbol: string;
  /** Before the digits, with the space that belongs there. */
  readonly prefix: string;
  readonly suffix: string;
  readonly decimals: number;
  readonly decimalSeparator: string;
  readonly thousandsSeparator: string;
}

const formats = new Map<string, CurrencyFormat>();

/** The parts that make an amount look as `formatMoney` writes it. */
export function currencyFormat(currency: CurrencyCode, locale = 'en'): CurrencyFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const format = formatOf(currency, locale);
  formats.set(key, format);
  return format;
}

function formatOf(currency: CurrencyCode, locale: string): CurrencyFormat {
  const decimals = minorDigits(currency);
  const parts = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).formatToParts(1_234_567);
  const of = (wanted: string) => parts.find(({ type }) => type === wanted)?.value;
  const isDigits = ({ type }: Intl.NumberFormatPart) => type === 'integer' || type === 'fraction';
  const first = parts.findIndex(isDigits);
  const last = parts.findLastIndex(isDigits);
  const join = (some: readonly Intl.NumberFormatPart[]) => some.map(({ value }) => value).join('');
  return {
    symbol: of('currency') ?? currency,
    prefix: join(parts.slice(0, first)),
    suffix: join(parts.slice(last + 1)),
    decimals,
    decimalSeparator: of('decimal') ?? '.',
    thousandsSeparator: of('group') ?? '',
  };
}
