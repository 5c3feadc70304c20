import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ID_RANDOM_BYTES, type IdKind, isId, makeId } from '#core/ids.ts';

const PREFIX_BY_KIND: Record<IdKind, string> = {
  client: 'cli',
  signup: 'sig',
  run: 'run',
  invoice: 'inv',
  outbox: 'out',
  automation: 'aut',
  look: 'loo',
  apiKey: 'key',
  webhook: 'whk',
  message: 'msg',
  import: 'imp',
};
const KINDS = Object.keys(PREFIX_BY_KIND) as IdKind[]; // the record above has exactly the kinds

const kinds = fc.constantFrom(...KINDS);
/** The 48 bits of time that an id has room for: beyond the year 10000. */
const times = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const randoms = fc.uint8Array({ minLength: ID_RANDOM_BYTES, maxLength: ID_RANDOM_BYTES });

describe('makeId', () => {
  it('has the layout of a ULID behind its prefix', () => {
    const random = Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 255]);
    expect(makeId('invoice', 0, new Uint8Array(ID_RANDOM_BYTES))).toBe(
      'inv_00000000000000000000000000',
    );
    // 1469918176385 -> 01ARYZ6S41 is the example of the ULID specification.
    expect(makeId('client', 1469918176385, random)).toBe('cli_01aryz6s41000g40r40m30e27z');
  });

  it.each(KINDS)('gives %s ids a prefix of their own', (kind) => {
    const id = makeId(kind, 1, new Uint8Array(ID_RANDOM_BYTES));
    expect(id.slice(0, 4)).toBe(`${PREFIX_BY_KIND[kind]}_`);
  });

  it('gives no two kinds the same prefix', () => {
    const random = new Uint8Array(ID_RANDOM_BYTES);
    expect(new Set(KINDS.map((kind) => makeId(kind, 1, random))).size).toBe(KINDS.length);
  });

  it('sorts by the time it was made, whatever the random part', () => {
    fc.assert(
      fc.property(kinds, times, times, randoms, randoms, (kind, a, b, randomA, randomB) => {
        fc.pre(a < b);
        expect(makeId(kind, a, randomA) < makeId(kind, b, randomB)).toBe(true);
      }),
    );
  });

  it('keeps every bit of the random part', () => {
    fc.assert(
      fc.property(times, randoms, randoms, (nowMs, a, b) => {
        const same = a.every((byte, i) => byte === b[i]);
        expect(makeId('run', nowMs, a) === makeId('run', nowMs, b)).toBe(same);
      }),
    );
    const zeros = makeId('run', 1, new Uint8Array(ID_RANDOM_BYTES));
    for (let bit = 0; bit < ID_RANDOM_BYTES * 8; bit++) {
      const random = new Uint8Array(ID_RANDOM_BYTES);
      random[bit >> 3] = 1 << (bit & 7);
      expect(makeId('run', 1, random)).not.toBe(zeros);
    }
  });

  it('throws for another number of random bytes than it has room for', () => {
    expect(() => makeId('run', 1, new Uint8Array(9))).toThrow('10 bytes');
    expect(() => makeId('run', 1, new Uint8Array(11))).toThrow('10 bytes');
  });
});

describe('isId', () => {
  it('accepts every id that is made, for its own kind alone', () => {
    fc.assert(
      fc.property(kinds, kinds, times, randoms, (made, asked, nowMs, random) => {
        expect(isId(asked, makeId(made, nowMs, random))).toBe(made === asked);
      }),
    );
  });

  it.each([
    ['', 'an empty text'],
    ['cli_', 'a prefix alone'],
    ['01aryz6s41000g40r40m30e27z', 'an id without its prefix'],
    ['cli_01aryz6s41000g40r40m30e27', 'an id that is one character short'],
    ['cli_01aryz6s41000g40r40m30e27zz', 'an id that is one character long'],
    ['cli_01ARYZ6S41000G40R40M30E27Z', 'upper case'],
    ['cli_01aryz6s41000g40r40m30e2ai', 'a letter outside the alphabet'],
    ['cli_01aryz6s41000g40r40m30e27u', 'a letter outside the alphabet'],
    [' cli_01aryz6s41000g40r40m30e27z', 'a space before'],
    ['cli_01aryz6s41000g40r40m30e27z\n', 'a line break behind'],
  ])('refuses %j: %s', (text) => {
    expect(isId('client', text)).toBe(false);
  });
});
