import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS, retryDelayMs } from '#core/back-off.ts';

const SIX_HOURS_MS = 6 * 3_600_000;

describe('retryDelayMs', () => {
  it.each([
    [0, 30_000],
    [1, 30_000],
    [2, 60_000],
    [3, 120_000],
    [10, 15_360_000],
    [11, SIX_HOURS_MS],
    [12, SIX_HOURS_MS],
    [100_000, SIX_HOURS_MS],
  ])('waits after %i attempts for %i ms', (attempts, delayMs) => {
    expect(retryDelayMs(attempts)).toBe(delayMs);
  });

  it('never gets shorter with another attempt, and stays between 30 s and six hours', () => {
    fc.assert(
      fc.property(fc.nat(), (attempts) => {
        const delayMs = retryDelayMs(attempts);
        expect(Number.isSafeInteger(delayMs)).toBe(true);
        expect(delayMs).toBeGreaterThanOrEqual(30_000);
        expect(delayMs).toBeLessThanOrEqual(SIX_HOURS_MS);
        expect(retryDelayMs(attempts + 1)).toBeGreaterThanOrEqual(delayMs);
      }),
    );
  });
});

describe('MAX_ATTEMPTS', () => {
  it('lets a task try by itself for less than a day, so that the daily automation takes over', () => {
    let waitedMs = 0;
    for (let attempts = 1; attempts < MAX_ATTEMPTS; attempts++) waitedMs += retryDelayMs(attempts);
    expect(waitedMs).toBeGreaterThan(3_600_000);
    expect(waitedMs).toBeLessThan(24 * 3_600_000);
  });
});
