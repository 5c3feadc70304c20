import { describe, expect, it } from 'vitest';
import {
  normalRecoveryCode,
  RECOVERY_CODE_BYTES,
  RECOVERY_CODES,
  recoveryCodes,
} from '#core/sign-in/recovery-code.ts';

const bytes = Uint8Array.from(
  { length: RECOVERY_CODES * RECOVERY_CODE_BYTES },
  (_, i) => (i * 37) % 256,
);

describe('recoveryCodes', () => {
  it('are ten different ones in groups that can be copied', () => {
    const codes = recoveryCodes(bytes);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes)
      expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/);
  });

  it('hold every bit that they were made from', () => {
    const zeros = new Uint8Array(RECOVERY_CODES * RECOVERY_CODE_BYTES);
    const one = zeros.slice();
    one[9] = 1;
    expect(recoveryCodes(zeros)[0]).toBe('0000-0000-0000-0000');
    expect(recoveryCodes(one)[0]).toBe('0000-0000-0000-0001');
  });

  it('want exactly their randomness', () => {
    expect(() => recoveryCodes(bytes.subarray(1))).toThrow('bytes');
  });
});

describe('normalRecoveryCode', () => {
  it('knows a code again however it was typed', () => {
    const [code = ''] = recoveryCodes(bytes);
    const plain = code.replaceAll('-', '');
    for (const typed of [code, plain, ` ${code.toUpperCase()} `, plain.replaceAll('0', 'O')]) {
      expect(normalRecoveryCode(typed)).toBe(plain);
    }
  });

  it.each(['', '123456', '123 456', 'x'.repeat(15), 'u'.repeat(16), 'é'.repeat(16)])(
    'does not take %j for one',
    (typed) => {
      expect(normalRecoveryCode(typed)).toBeUndefined();
    },
  );
});
