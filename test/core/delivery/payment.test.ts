import { describe, expect, it } from 'vitest';
import { isPayable, nextLookMs } from '#core/delivery/payment.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.parse('2026-12-01T01:15:00Z');

describe('nextLookMs', () => {
  it.each(['open', 'partially_paid'] as const)(
    'is before the next daily automation for %s',
    (state) => {
      const next = nextLookMs(state, null, NOW) ?? 0;
      expect(next).toBeGreaterThan(NOW);
      expect(next).toBeLessThan(NOW + 23 * HOUR_MS);
    },
  );

  it('is in a week for a paid one, until it was paid 90 days ago', () => {
    expect(nextLookMs('paid', NOW - 89 * DAY_MS, NOW)).toBe(NOW + 7 * DAY_MS);
    expect(nextLookMs('paid', null, NOW)).toBe(NOW + 7 * DAY_MS);
    expect(nextLookMs('paid', NOW - 90 * DAY_MS, NOW)).toBeNull();
  });

  it.each(['refunded', 'cancelled', 'missing'] as const)('is never for %s', (state) => {
    expect(nextLookMs(state, null, NOW)).toBeNull();
  });
});

describe('isPayable', () => {
  it('holds while something is left to pay', () => {
    const states = [
      'open',
      'partially_paid',
      'paid',
      'refunded',
      'cancelled',
      'missing',
      '',
    ] as const;
    expect(states.filter(isPayable)).toEqual(['open', 'partially_paid']);
  });
});
