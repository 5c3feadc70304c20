import { describe, expect, it } from 'vitest';
import {
  isGapFree,
  numbersSentence,
  parseDocumentNumber,
  seriesAt,
} from '#core/invoicing/number-series.ts';

const WHOLE = { first: 1, last: 42, count: 42, counter: 42 };

describe('seriesAt', () => {
  it('is the prefix and the local year', () => {
    const at = Date.parse('2026-12-31T23:30:00Z');
    expect(seriesAt(at, { invoiceNumberPrefix: 'INV-', timeZone: 'UTC' })).toBe('INV-2026');
    expect(seriesAt(at, { invoiceNumberPrefix: 'R', timeZone: 'Asia/Tokyo' })).toBe('R2027');
  });
});

describe('isGapFree', () => {
  it('holds for 1 to the counter, and for a series without numbers', () => {
    expect(isGapFree(WHOLE)).toBe(true);
    expect(isGapFree({ first: 0, last: 0, count: 0, counter: 0 })).toBe(true);
  });

  it.each([
    ['one is missing in the middle', { count: 41 }],
    ['the first is missing', { first: 2, count: 41 }],
    ['the counter is ahead', { counter: 43 }],
    ['the counter is behind', { counter: 41 }],
    ['none is left', { first: 0, last: 0, count: 0 }],
  ])('does not hold where %s', (_, deviation) => {
    expect(isGapFree({ ...WHOLE, ...deviation })).toBe(false);
  });
});

describe('numbersSentence', () => {
  it('names the first and the last number', () => {
    expect(numbersSentence('INV-2026', WHOLE)).toBe(
      'Numbers INV-2026-000001 to INV-2026-000042 without a gap.',
    );
  });

  it('says that there is a gap, and that there is nothing yet', () => {
    expect(numbersSentence('INV-2026', { ...WHOLE, count: 41 })).toMatch(/have a gap: 41 found/);
    expect(numbersSentence('X', { first: 0, last: 0, count: 0, counter: 0 })).toBe(
      'No number of X has been given yet.',
    );
  });
});

describe('parseDocumentNumber', () => {
  it.each([
    ['INV-2026-000042', { series: 'INV-2026', place: 42 }],
    [' INV-2025-1 ', { series: 'INV-2025', place: 1 }],
    ['A-B-2025-1000000', { series: 'A-B-2025', place: 1_000_000 }],
    ['000042', { series: 'INV-2026', place: 42 }],
    ['42', { series: 'INV-2026', place: 42 }],
  ])('takes %s apart', (text, parsed) => {
    expect(parseDocumentNumber(text, 'INV-2026')).toEqual(parsed);
  });

  it.each(['', '0', 'INV-2026-', 'INV-2026-0', 'INV', '1e3', '-1', '9999999999'])(
    'knows no number in %s',
    (text) => {
      expect(parseDocumentNumber(text, 'INV-2026')).toBeUndefined();
    },
  );
});
