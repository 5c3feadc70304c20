import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in a time that tells nothing; hashing first hides the length as well. An empty secret is never the same. */
export function sameSecret(given: string, secret: string): boolean {
  if (secret === '') return false;
  return timingSafeEqual(sha256(given), sha256(secret));
}

function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
