import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rate } from '#core/invoicing/rate.ts';
import { decimalText, minorDigits, parseCurrency, parseTokenPrice } from '#core/money.ts';
import { parsePercent } from '#core/prices/percent.ts';
import { type PriceTerms, shownAmount, shownTokenPrice } from '#core/prices/shown-price.ts';

const CLIENT = 1001;
const NO_TERMS: PriceTerms = { tax: undefined, discounts: new Map() };

function price(text: string, code = 'USD') {
  const currency = parseCurrency(code);
  const parsed = currency.ok ? parseTokenPrice(text, currency.value) : currency;
  if (!parsed.ok) throw new Error(`not a price: ${text} ${code}`);
  return parsed.value;
}

function percent(text: string) {
  const parsed = parsePercent(text);
  if (!parsed.ok) throw new Error(`not a percentage: ${text}`);
  return parsed.value;
}

const tax = (rateText: string, isInclusive: boolean) => {
  return { name: 'VAT', rate: percent(rateText), isInclusive };
};
const off = (text: string) => new Map([[CLIENT, percent(text)]]);

describe('shownTokenPrice', () => {
  it.each<[string, PriceTerms, string]>([
    ['0.0012', NO_TERMS, '0.0012'],
    ['3', NO_TERMS, '3'],
    ['0.0012', { ...NO_TERMS, tax: tax('19', false) }, '0.0012'],
    ['0.0012', { ...NO_TERMS, tax: tax('19', true) }, '0.001428'],
    ['0.0012', { ...NO_TERMS, discounts: off('12.5') }, '0.00105'],
    ['0.0012', { tax: tax('19', true), discounts: off('12.5') }, '0.0012495'],
    ['0.0012', { ...NO_TERMS, discounts: off('100') }, '0'],
    [
      '0.000000000001',
      { tax: tax('0.0001', true), discounts: off('0.0001') },
      '0.000000000000999999999999',
    ],
  ])('makes of %s with %j exactly %s', (text, terms, shown) => {
    expect(shownTokenPrice(price(text), CLIENT, terms).text).toBe(shown);
  });

  it('gives a discount to nobody but the client it is for', () => {
    const terms = { ...NO_TERMS, discounts: off('50') };
    expect(shownTokenPrice(price('0.0012'), CLIENT + 1, terms).text).toBe('0.0012');
  });
});

describe('shownAmount', () => {
  it('is an invoice’s line, to the smallest unit, where nothing is set', () => {
    const codes = fc.constantFrom('USD', 'JPY', 'BHD');
    const prices = fc.tuple(fc.nat({ max: 99 }), fc.integer({ min: 1, max: 999_999 }));
    fc.assert(
      fc.property(codes, prices, fc.nat({ max: 1_000_000 }), (code, [whole, fraction], tokens) => {
        const token = price(`${whole}.${String(fraction).padStart(6, '0')}`, code);
        const shown = shownAmount(tokens, shownTokenPrice(token, CLIENT, NO_TERMS));
        const server = { serverId: 1, name: 'web', hours: 1, tokens, backupTokens: 0 };
        const { totalMinor } = rate([server], token);
        expect(shown).toEqual({
          ok: true,
          value: { currency: token.currency, amountMinor: totalMinor },
        });
      }),
    );
  });

  it('rounds once, with discount and tax', () => {
    const shown = shownTokenPrice(price('0.0012'), CLIENT, {
      tax: tax('19', true),
      discounts: off('12.5'),
    });
    // 5,000 × 0.0012 × 0.875 × 1.19 = 6.2475
    const amount = shownAmount(5_000, shown);
    expect(amount.ok && decimalText(amount.value)).toBe('6.25');
    expect(minorDigits(shown.currency)).toBe(2);
  });

  it('refuses an amount that no integer holds', () => {
    const tokens = Number.MAX_SAFE_INTEGER;
    expect(shownAmount(tokens, price('1'))).toEqual({
      ok: false,
      error: { reason: 'amount_too_large', tokens },
    });
  });
});
