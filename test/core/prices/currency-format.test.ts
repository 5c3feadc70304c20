import { describe, expect, it } from 'vitest';
import { formatMoney, parseCurrency } from '#core/money.ts';
import { currencyFormat } from '#core/prices/currency-format.ts';

function currency(code: string) {
  const parsed = parseCurrency(code);
  if (!parsed.ok) throw new Error(`no currency ${code}`);
  return parsed.value;
}

describe('currencyFormat', () => {
  it('has symbol, place, digits and separators', () => {
    expect(currencyFormat(currency('USD'))).toEqual({
      symbol: '$',
      prefix: '$',
      suffix: '',
      decimals: 2,
      decimalSeparator: '.',
      thousandsSeparator: ',',
    });
    expect(currencyFormat(currency('EUR'), 'de')).toMatchObject({
      symbol: '€',
      prefix: '',
      suffix: '\u00a0€',
      decimalSeparator: ',',
      thousandsSeparator: '.',
    });
    expect(currencyFormat(currency('JPY'))).toMatchObject({ symbol: '¥', decimals: 0 });
    expect(currencyFormat(currency('BHD'))).toMatchObject({ prefix: 'BHD\u00a0', decimals: 3 });
  });

  it.each(['USD', 'EUR', 'JPY', 'BHD', 'CHF'])('puts %s together as formatMoney does', (code) => {
    const { prefix, suffix, decimals, decimalSeparator, thousandsSeparator } = currencyFormat(
      currency(code),
    );
    const fraction = decimals === 0 ? '' : decimalSeparator + '0'.repeat(decimals);
    const text = `${prefix}1${thousandsSeparator}234${fraction}${suffix}`;
    const amountMinor = 1_234 * 10 ** decimals;
    expect(formatMoney({ currency: currency(code), amountMinor })).toBe(text);
  });
});
