/** 128 bits or more as lower-case hex, for whatever must not be guessed. */
export function randomToken(bytes = 20): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
