/** 50 bits: among a million documents two share a reference with a chance of one in two thousand; Crockford's letters. */
const CHARACTERS = 10;
const BITS_PER_CHARACTER = 5n;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * What a document's reference is made from. It holds no random id: a database that was set back makes the invoice anew
 * under another id, and must find what was delivered before.
 */
export function referenceSeed(
  origin: string,
  clientId: string,
  month: string,
  sequence: number,
): string {
  return ['delivery-1', origin, clientId, month, sequence].join('\n');
}

/** `PM-7K2Q9F3MAB` from the SHA-256 (hex) of the seed: short enough for a line on an invoice. */
export function referenceOf(seedHash: string): string {
  const hexDigits = Math.ceil((CHARACTERS * Number(BITS_PER_CHARACTER)) / 4);
  if (!/^[0-9a-f]{64}$/.test(seedHash)) throw new Error(`not a SHA-256: ${seedHash}`);
  let rest = BigInt(`0x${seedHash.slice(0, hexDigits)}`);
  let text = '';
  for (let i = 0; i < CHARACTERS; i++) {
    text = ALPHABET[Number(rest & 31n)] + text;
    rest >>= BITS_PER_CHARACTER;
  }
  return `PM-${text}`;
}
