import type { Random } from '#ports/random.ts';

export function createRandom(): Random {
  return { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) };
}
