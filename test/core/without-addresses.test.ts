import { describe, expect, it } from 'vitest';
import { withoutAddresses } from '#core/without-addresses.ts';

describe('withoutAddresses', () => {
  it.each([
    ['User ada@example.com is taken.', 'User […] is taken.'],
    ['<ada@example.com>, "bob@x"', '<[…]>, "[…]"'],
    ['at @ sign, a@ and @b', 'at @ sign, a@ and @b'],
    ['', ''],
  ])('takes whole words with an address out: %s', (text, expected) => {
    expect(withoutAddresses(text, '[…]')).toBe(expected);
  });
});
