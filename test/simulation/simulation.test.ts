import { describe, expect, inject, it } from 'vitest';
import { playSeed } from './support/story.ts';

const { from, seeds } = inject('simulation');
const TIMEOUT_MS = 60_000;

describe('whole months', () => {
  it.each(Array.from({ length: seeds }, (_, n) => from + n))(
    'end with the books right, whatever broke on the way: seed %i',
    async (seed) => {
      expect((await playSeed(seed)).runs).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );

  it(
    'go the same way again for the same seed',
    async () => {
      const first = await playSeed(from);
      const second = await playSeed(from);
      expect(second.steps).toEqual(first.steps);
      expect(second).toEqual(first);
    },
    TIMEOUT_MS,
  );
});
