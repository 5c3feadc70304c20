import { expect, it } from 'vitest';
import { FRESH_MS, isFresh } from '#core/sign-in/fresh.ts';

it('is fresh for ten minutes, to the millisecond', () => {
  expect(FRESH_MS).toBe(600_000);
  expect(isFresh(1_000, 1_000 + FRESH_MS - 1)).toBe(true);
  expect(isFresh(1_000, 1_000 + FRESH_MS)).toBe(false);
});
