import { describe, expect, it } from 'vitest';
import {
  formatDecimal,
  multiply,
  parseDecimal,
  percentOf,
  toCents,
} from '../../../src/emulators/billing-desk/decimal.ts';

describe('decimals', () => {
  it.each([
    ['12.34', 123_400n],
    ['-0.5', -5000n],
    ['7', 70_000n],
    ['1.', 10_000n],
    ['0.00005', 1n],
    ['-0.00005', -1n],
    ['', null],
    ['.5', null],
    ['1e3', null],
    ['1,5', null],
  ])('reads %s', (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });

  it('writes, rounds and multiplies exactly, half up in size', () => {
    expect(formatDecimal(123_450n, 2)).toBe('12.35');
    expect(formatDecimal(-50n, 2)).toBe('-0.01');
    expect(formatDecimal(-49n, 2)).toBe('0.00');
    expect(formatDecimal(5n, 4)).toBe('0.0005');
    expect(formatDecimal(19_999n, 0)).toBe('2');
    expect(multiply(3300n, 20_000n)).toBe(6600n);
    expect(toCents(10_050n)).toBe(10_100n);
    expect(percentOf(130_000n, 230_000n)).toBe(29_900n);
  });
});
