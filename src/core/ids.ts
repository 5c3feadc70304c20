// Ids are prefixed, typed, and sort by the time they were made, so that "in id order" is "in order of arrival".

/** Every kind of id there is. A new kind gets its prefix here. */
const PREFIXES = {
  client: 'cli',
  signup: 'sig',
  run: 'run',
  invoice: 'inv',
  outbox: 'out',
  automation: 'aut',
  look: 'loo',
  webhook: 'whk',
  message: 'msg',
  apiKey: 'key',
  import: 'imp',
} as const;

export type IdKind = keyof typeof PREFIXES;
export type Id<K extends IdKind> = `${(typeof PREFIXES)[K]}_${string}`;
export type ClientId = Id<'client'>;
export type RunId = Id<'run'>;
export type InvoiceId = Id<'invoice'>;
export type ApiKeyId = Id<'apiKey'>;

/** Random bytes that `makeId` wants. */
export const ID_RANDOM_BYTES = 10;

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_CHARACTERS = 10;

/** `prefix_` + 48 bits of time + 80 random bits, in lower-case Crockford base 32 (the layout of a ULID). */
export function makeId<K extends IdKind>(kind: K, nowMs: number, random: Uint8Array): Id<K> {
  if (random.length !== ID_RANDOM_BYTES) throw new Error(`id needs ${ID_RANDOM_BYTES} bytes`);
  return `${PREFIXES[kind]}_${encodeTime(nowMs)}${encodeBytes(random)}` as Id<K>;
}

/** The beginning that ids of this kind and instant have in common: every later id sorts after it, every earlier one before. */
export function idsFrom(kind: IdKind, nowMs: number): string {
  return `${PREFIXES[kind]}_${encodeTime(nowMs)}`;
}

/**
 * Ids of one instant that sort in the order in which they are made: the first two random bytes count instead. Rows that
 * are inserted in that order append to their indexes.
 */
export function makeIds<K extends IdKind>(
  kind: K,
  nowMs: number,
  random: Uint8Array,
  count: number,
): readonly Id<K>[] {
  if (count > 0xffff) throw new Error(`${count} ids at once are too many`);
  return Array.from({ length: count }, (_, n) => {
    const bytes = random.slice(n * ID_RANDOM_BYTES, (n + 1) * ID_RANDOM_BYTES);
    bytes[0] = n >> 8;
    bytes[1] = n & 0xff;
    return makeId(kind, nowMs, bytes);
  });
}

/** Whether `text` has the form of an id of this kind; says nothing about its existence. */
export function isId<K extends IdKind>(kind: K, text: string): text is Id<K> {
  return new RegExp(`^${PREFIXES[kind]}_[0-9a-hjkmnp-tv-z]{26}$`).test(text);
}

function encodeTime(nowMs: number): string {
  let rest = nowMs;
  let text = '';
  for (let i = 0; i < TIME_CHARACTERS; i++) {
    text = ALPHABET[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function encodeBytes(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return text;
}
