import { describe, expect, it } from 'vitest';
import { parseBudgets, reachedBudgets } from '#core/budget/budget.ts';
import type { CurrencyCode } from '#core/money.ts';

const [USD, JPY, BHD] = ['USD', 'JPY', 'BHD'] as readonly string[] as readonly CurrencyCode[] as [
  CurrencyCode,
  CurrencyCode,
  CurrencyCode,
];

describe('parseBudgets', () => {
  it('reads whole units into the smallest of the currency, rising, each once, and skips empty fields', () => {
    const given = ['50', ' 20 ', '', '50'];
    expect(parseBudgets(given, USD)).toEqual({ ok: true, value: [2_000, 5_000] });
    expect(parseBudgets(given, JPY)).toEqual({ ok: true, value: [20, 50] });
    expect(parseBudgets(given, BHD)).toEqual({ ok: true, value: [20_000, 50_000] });
    expect(parseBudgets(['', ' '], USD)).toEqual({ ok: true, value: [] });
  });

  it.each(['0', '-5', '1.50', '1e3', '05', '1234567890', 'x', '５', '1 000'])(
    'refuses %s and says which it was',
    (text) => {
      const refused = { ok: false, error: { reason: 'amount_malformed', given: text } };
      expect(parseBudgets(['20', text], USD)).toEqual(refused);
    },
  );

  it('takes five', () => {
    expect(parseBudgets(['1', '2', '3', '4', '5', '5'], USD).ok).toBe(true);
    expect(parseBudgets(['1', '2', '3', '4', '5', '6'], USD)).toEqual({
      ok: false,
      error: { reason: 'too_many', most: 5 },
    });
  });
});

describe('reachedBudgets', () => {
  it('names what is reached, to the cent', () => {
    expect(reachedBudgets([5_000, 2_000, 9_000], 5_000)).toEqual([2_000, 5_000]);
    expect(reachedBudgets([5_000, 2_000, 9_000], 4_999)).toEqual([2_000]);
    expect(reachedBudgets([], 1)).toEqual([]);
  });
});
