import { describe, expect, it } from 'vitest';
import { createOneTimeCodes } from '#adapters/otpauth/one-time-codes.ts';

const codes = createOneTimeCodes('Test Hosting: & more');
/** Of RFC 6238, appendix B, in base 32; its codes there have eight digits, ours are the last six. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('step', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %i s takes %s (RFC 6238)', (second, code) => {
    expect(codes.step(SECRET, code, second * 1000)).toBe(Math.floor(second / 30));
  });

  it('takes the codes beside, and says which they are', () => {
    const at = 1111111109_000;
    const step = Math.floor(at / 30_000);
    expect(codes.step(SECRET, '081804', at + 30_000)).toBe(step);
    expect(codes.step(SECRET, '081804', at - 30_000)).toBe(step);
    expect(codes.step(SECRET, '081804', at + 60_000)).toBeUndefined();
    expect(codes.step(SECRET, '081804', at - 60_000)).toBeUndefined();
  });

  it('takes spaces, and nothing that is not six digits', () => {
    expect(codes.step(SECRET, ' 287 082 ', 59_000)).toBe(1);
    for (const code of ['', '28708', '2870820', '94287082', 'abcdef', '٢٨٧٠٨٢', '-87082']) {
      expect(codes.step(SECRET, code, 59_000)).toBeUndefined();
    }
  });
});

describe('enrolment', () => {
  it('is an address that apps read, with the provider and the account in it', () => {
    const secret = codes.newSecret(Uint8Array.from({ length: 20 }, (_, i) => i));
    const { uri, qr } = codes.enrolment(secret, 'ada@example.com');
    const url = new URL(uri);
    expect(url.protocol).toBe('otpauth:');
    expect(url.searchParams.get('secret')).toBe(secret);
    expect(url.searchParams.get('issuer')).toBe('Test Hosting: & more');
    expect(decodeURIComponent(uri)).toContain('ada@example.com');
    expect(qr.size).toBeGreaterThan(21 + 8);
    expect(qr.path).toMatch(/^(?:M\d+ \d+h1v1h-1z)+$/);
  });

  it('makes secrets of all the randomness', () => {
    expect(codes.newSecret(new Uint8Array(20))).toBe('A'.repeat(32));
    expect(codes.newSecret(new Uint8Array(20).fill(255))).toBe('7'.repeat(32));
  });
});
