// Recovery codes stand in for the second factor when the phone is gone. 80 random bits each, so a plain digest of
// them can be stored: nobody guesses them, online or off.

/** How many are given at once. */
export const RECOVERY_CODES = 10;
export const RECOVERY_CODE_BYTES = 10;

/** Crockford's base 32: no I, L, O, U, so that nothing is mistaken when it is copied by hand. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUP = 4;

/** `RECOVERY_CODES` codes such as `7k3m-0qxz-…` from that many times `RECOVERY_CODE_BYTES` random bytes. */
export function recoveryCodes(random: Uint8Array): readonly string[] {
  if (random.length !== RECOVERY_CODES * RECOVERY_CODE_BYTES) {
    throw new Error(`recovery codes need ${RECOVERY_CODES * RECOVERY_CODE_BYTES} bytes`);
  }
  return Array.from({ length: RECOVERY_CODES }, (_, n) =>
    encode(random.subarray(n * RECOVERY_CODE_BYTES, (n + 1) * RECOVERY_CODE_BYTES)),
  );
}

/** What was typed in the form in which codes are digested; undefined for what cannot be one. */
export function normalRecoveryCode(typed: string): string | undefined {
  const code = typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');
  return /^[0-9a-hjkmnp-tv-z]{16}$/.test(code) ? code : undefined;
}

function encode(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]);
  const groups = letters.join('').match(new RegExp(`.{${GROUP}}`, 'g')) ?? [];
  return groups.join('-');
}
