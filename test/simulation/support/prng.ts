// Randomness from a seed: sfc32 (Chris Doty-Humphrey, PractRand), seeded by splitmix32. The same seed gives the same
// world on every machine.

export interface Prng {
  /** An integer in `[0, below)`. */
  below(below: number): number;
  /** An integer in `[from, to]`. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  bytes(length: number): Uint8Array;
}

const TWO_TO_32 = 4_294_967_296;
/** Enough rounds for neighbouring seeds to have nothing in common. */
const WARM_UP = 15;

export function createPrng(seed: number): Prng {
  const next = sfc32(seed);
  for (let i = 0; i < WARM_UP; i++) next();
  const below = (bound: number) => Math.floor((next() / TWO_TO_32) * bound);
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (probability) => next() / TWO_TO_32 < probability,
    pick: <T>(list: readonly T[]) => {
      if (list.length === 0) throw new Error('nothing to pick from');
      return list[below(list.length)] as T; // in bounds, checked above
    },
    bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff),
  };
}

function sfc32(seed: number): () => number {
  const mix = splitmix32(seed);
  let [a, b, c, counter] = [mix(), mix(), mix(), 1];
  return () => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
}
