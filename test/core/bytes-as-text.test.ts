import { describe, expect, it } from 'vitest';
import { base64Url, bytesOfHex, hexOf } from '#core/bytes-as-text.ts';

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, n) => n);

describe('hexOf', () => {
  it('has two digits for every byte, and is read back', () => {
    expect(hexOf(Uint8Array.of(0, 15, 16, 255))).toBe('000f10ff');
    expect(bytesOfHex(hexOf(EVERY_BYTE))).toEqual(EVERY_BYTE);
  });
});

describe('base64Url', () => {
  it('is what an address takes as it is', () => {
    expect(base64Url(EVERY_BYTE)).toBe(Buffer.from(EVERY_BYTE).toString('base64url'));
    expect(base64Url(Uint8Array.of(251, 255))).toBe('-_8');
  });
});
