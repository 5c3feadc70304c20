import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CurrencyCode,
  decimalText,
  formatMoney,
  minorDigits,
  parseCurrency,
  parseDecimal,
  parseTokenPrice,
  priceTokens,
} from '#core/money.ts';
import {
  CURRENCY_DIGITS,
  currency,
  currencyCodes,
  price,
  prices,
  priceTexts,
} from './support/fixtures.ts';

/** Every currency that a provider can configure and the runtime can write. */
const ACCEPTED_CURRENCIES = Intl.supportedValuesOf('currency').filter(
  (code) => parseCurrency(code).ok,
);

const tokenCounts = fc.integer({ min: 0, max: 1_000_000 });

/** `tokens` times decimal `text` in minor units, rounded half away from zero, in whole numbers alone. */
function minorByHand(tokens: number, text: string, digits: number): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  const numerator = BigInt(tokens) * BigInt(whole + fraction) * 10n ** BigInt(digits);
  const denominator = 10n ** BigInt(fraction.length);
  return (2n * numerator + denominator) / (2n * denominator);
}

describe('parseCurrency', () => {
  it('gives the code in upper case, without spaces around', () => {
    expect(parseCurrency('USD')).toEqual({ ok: true, value: 'USD' });
    expect(parseCurrency(' eur ')).toEqual({ ok: true, value: 'EUR' });
  });

  it.each(['', 'US', 'USDX', 'XXZ', '$', 'US D', 'constructor', '__proto__'])(
    'refuses %j',
    (given) => {
      expect(parseCurrency(given)).toEqual({
        ok: false,
        error: { reason: 'currency_unknown', given },
      });
    },
  );
});

describe('minorDigits', () => {
  it.each([
    ['JPY', 0],
    ['KRW', 0],
    ['ISK', 0],
    ['USD', 2],
    ['EUR', 2],
    ['HUF', 2],
    ['BHD', 3],
    ['KWD', 3],
    ['CLF', 4],
  ])('is for %s what ISO 4217 says: %i', (code, digits) => {
    expect(minorDigits(currency(code))).toBe(digits);
  });

  it('throws for a code that no parser let through', () => {
    expect(() => minorDigits('nope' as CurrencyCode)).toThrow('not an ISO 4217 currency: nope');
  });
});

describe('parseTokenPrice', () => {
  it.each([
    ['3', 3n, 0n],
    ['0.0012', 12n, 4n],
    ['1.50', 150n, 2n],
    ['10.05', 1005n, 2n],
    ['999999999999.999999999999', 999999999999999999999999n, 12n],
    ['0.000000000001', 1n, 12n],
  ])('reads %s exactly', (text, amount, scale) => {
    expect(parseTokenPrice(text, currency('USD'))).toEqual({
      ok: true,
      value: { currency: 'USD', text, amount, scale },
    });
  });

  it.each([
    '',
    '0',
    '0.0',
    '0.000',
    '-1',
    '+1',
    '.5',
    '1.',
    '01',
    '00.1',
    '1e3',
    '1,5',
    '1 000',
    ' 1',
    '1\n',
    'NaN',
    'Infinity',
    '0x10',
    '١',
    '1000000000000',
    '0.0000000000001',
  ])('refuses %j', (given) => {
    expect(parseTokenPrice(given, currency('USD'))).toEqual({
      ok: false,
      error: { reason: 'price_malformed', given },
    });
  });
});

describe('priceTokens', () => {
  it.each([
    [1200, '0.01', 'USD', 1200],
    [1, '0.004', 'USD', 0],
    [1, '0.005', 'USD', 1],
    [3, '0.005', 'USD', 2],
    [5, '0.005', 'USD', 3],
    [1, '0.0049999', 'USD', 0],
    [1, '0.49', 'JPY', 0],
    [1, '0.5', 'JPY', 1],
    [3, '0.5', 'JPY', 2],
    [1, '0.0005', 'BHD', 1],
    [1, '2', 'BHD', 2000],
    [0, '5', 'USD', 0],
    // 1.005 and 0.145 are less in binary than they look: half must be half.
    [1, '1.005', 'USD', 101],
    [1, '0.145', 'USD', 15],
  ])('asks for %i tokens at %s %s an amount of %i', (tokens, text, code, amountMinor) => {
    expect(priceTokens(tokens, price(text, code))).toEqual({ currency: code, amountMinor });
  });

  it('makes of 1,000 tokens at 0.25 exactly 250, in every currency', () => {
    const wrong = ACCEPTED_CURRENCIES.map((code) => {
      return `${code} ${decimalText(priceTokens(1000, price('0.25', code)))}`;
    }).filter((text) => Number(text.slice(4)) !== 250);
    expect(wrong).toEqual([]);
  });

  it('rounds half away from zero, as whole numbers do it', () => {
    fc.assert(
      fc.property(tokenCounts, priceTexts, currencyCodes, (tokens, text, code) => {
        const byHand = minorByHand(tokens, text, CURRENCY_DIGITS[code as 'JPY' | 'USD' | 'BHD']);
        fc.pre(byHand <= BigInt(Number.MAX_SAFE_INTEGER));
        expect(BigInt(priceTokens(tokens, price(text, code)).amountMinor)).toBe(byHand);
      }),
      { numRuns: 1000 },
    );
  });

  it('rounds what lies exactly in the middle away from zero', () => {
    fc.assert(
      fc.property(fc.nat(100_000), currencyCodes, (units, code) => {
        const digits = CURRENCY_DIGITS[code as 'JPY' | 'USD' | 'BHD'];
        const halves = decimalText({ currency: currency(code), amountMinor: units });
        const text = digits === 0 ? `${halves}.5` : `${halves}5`;
        expect(priceTokens(1, price(text, code)).amountMinor).toBe(units + 1);
      }),
    );
  });

  it('gives a whole amount in the currency of the price', () => {
    fc.assert(
      fc.property(tokenCounts, prices, (tokens, tokenPrice) => {
        const money = priceTokens(tokens, tokenPrice);
        expect(Number.isSafeInteger(money.amountMinor)).toBe(true);
        expect(money.amountMinor).toBeGreaterThanOrEqual(0);
        expect(money.currency).toBe(tokenPrice.currency);
      }),
    );
  });

  it('never asks for less when there is one more token', () => {
    fc.assert(
      fc.property(tokenCounts, prices, (tokens, tokenPrice) => {
        expect(priceTokens(tokens + 1, tokenPrice).amountMinor).toBeGreaterThanOrEqual(
          priceTokens(tokens, tokenPrice).amountMinor,
        );
      }),
    );
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'throws for %d tokens',
    (tokens) => {
      expect(() => priceTokens(tokens, price())).toThrow('tokens: ');
    },
  );

  it('throws for an amount that no integer holds exactly', () => {
    const largest = Number.MAX_SAFE_INTEGER;
    expect(priceTokens(largest, price('1', 'JPY')).amountMinor).toBe(largest);
    expect(() => priceTokens(largest, price('2', 'JPY'))).toThrow('beyond safe integers');
  });
});

describe('formatMoney', () => {
  it.each([
    ['USD', 123456, '$1,234.56'],
    ['USD', 5, '$0.05'],
    ['USD', -5, '-$0.05'],
    ['JPY', 123456, '¥123,456'],
    ['HUF', 123456, 'HUF 1,234.56'],
    ['BHD', 1234, 'BHD 1.234'],
  ])('writes %s %i as %s', (code, amountMinor, text) => {
    // A currency without a sign is parted from its amount by a space that does not break.
    const written = formatMoney({ currency: currency(code), amountMinor });
    expect(written.replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('writes as the locale does', () => {
    const written = formatMoney({ currency: currency('EUR'), amountMinor: 123456 }, 'de');
    expect(written.replaceAll('\u00a0', ' ')).toBe('1.234,56 €');
  });

  it('keeps the last cent of the largest amount', () => {
    const money = { currency: currency('USD'), amountMinor: Number.MAX_SAFE_INTEGER };
    expect(formatMoney(money)).toBe('$90,071,992,547,409.91');
  });
});

describe('decimalText', () => {
  it.each([
    ['USD', 0, '0.00'],
    ['USD', 5, '0.05'],
    ['USD', 1234, '12.34'],
    ['USD', -5, '-0.05'],
    ['USD', -1234, '-12.34'],
    ['JPY', 0, '0'],
    ['JPY', 1234, '1234'],
    ['JPY', -1, '-1'],
    ['BHD', 5, '0.005'],
    ['BHD', 1234, '1.234'],
  ])('writes %s %i as %s', (code, amountMinor, text) => {
    expect(decimalText({ currency: currency(code), amountMinor })).toBe(text);
  });

  it('says exactly what one token at that price costs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), currencyCodes, (amountMinor, code) => {
        const text = decimalText({ currency: currency(code), amountMinor });
        expect(priceTokens(1, price(text, code)).amountMinor).toBe(amountMinor);
      }),
    );
  });
});

describe('parseDecimal', () => {
  it.each([
    ['12.34', 'USD', 1234],
    ['12.3400', 'USD', 1234],
    ['-0.05', 'USD', -5],
    ['12', 'USD', 1200],
    ['12.', 'USD', 1200],
    ['+7.5', 'USD', 750],
    [' 1.00 ', 'USD', 100],
    ['-0.00', 'USD', 0],
    ['1000.00', 'JPY', 1000],
    ['1.234', 'BHD', 1234],
  ])('reads %s %s as %i', (text, currency, expected) => {
    expect(parseDecimal(text, currency as CurrencyCode)).toBe(expected);
  });

  it.each([
    ['12.345', 'USD'],
    ['1.5', 'JPY'],
    ['1,234.00', 'USD'],
    ['1e3', 'USD'],
    ['', 'USD'],
    ['.5', 'USD'],
    ['99999999999999.99', 'USD'],
  ])('does not read %s %s: nothing is rounded', (text, currency) => {
    expect(parseDecimal(text, currency as CurrencyCode)).toBeUndefined();
  });
});
