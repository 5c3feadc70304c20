import { describe, expect, it } from 'vitest';
import { parsePercent } from '#core/prices/percent.ts';

describe('parsePercent', () => {
  it.each([
    ['0', 0],
    ['19', 190_000],
    ['12.5', 125_000],
    ['0.0001', 1],
    ['100', 1_000_000],
    ['100.0000', 1_000_000],
  ])('reads %s', (text, millionths) => {
    expect(parsePercent(text)).toEqual({ ok: true, value: { text, millionths } });
  });

  it.each(['', '-1', '+1', '01', '19%', '1e1', '100.0001', '101', '1.00000', '.5', '5.', ' 5'])(
    'refuses %j',
    (given) => {
      expect(parsePercent(given)).toEqual({
        ok: false,
        error: { reason: 'percent_malformed', given },
      });
    },
  );
});
