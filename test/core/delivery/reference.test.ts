import { describe, expect, it } from 'vitest';
import { referenceOf, referenceSeed } from '#core/delivery/reference.ts';

describe('referenceSeed', () => {
  it('is another one for every origin, client, month and sequence', () => {
    const seeds = [
      referenceSeed('https://a.test', 'cli_1', '2026-10', 0),
      referenceSeed('https://b.test', 'cli_1', '2026-10', 0),
      referenceSeed('https://a.test', 'cli_2', '2026-10', 0),
      referenceSeed('https://a.test', 'cli_1', '2026-11', 0),
      referenceSeed('https://a.test', 'cli_1', '2026-10', 1),
    ];
    expect(new Set(seeds).size).toBe(seeds.length);
  });

  it('stays as it is: what was delivered before is found by it', () => {
    expect(referenceSeed('https://a.test', 'cli_1', '2026-10', 0)).toBe(
      'delivery-1\nhttps://a.test\ncli_1\n2026-10\n0',
    );
  });
});

describe('referenceOf', () => {
  it('is made of the first bits of a hash, in letters that nobody mixes up', () => {
    expect(referenceOf('0'.repeat(64))).toBe('PM-0000000000');
    expect(referenceOf('f'.repeat(64))).toBe('PM-ZZZZZZZZZZ');
    expect(referenceOf('123456789abcd'.padEnd(64, '0'))).toBe('PM-938NKRKAYD');
    expect(referenceOf('a1'.repeat(32))).toMatch(/^PM-[0-9A-HJKMNP-TV-Z]{10}$/);
  });

  it('differs where the bits differ', () => {
    const references = Array.from({ length: 64 }, (_, n) =>
      referenceOf(n.toString(16).padStart(13, '0').padEnd(64, '0')),
    );
    expect(new Set(references).size).toBe(64);
  });

  it('throws for what is no hash', () => {
    expect(() => referenceOf('xyz')).toThrow('not a SHA-256');
  });
});
