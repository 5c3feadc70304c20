/** MD5 (RFC 1321) as lower-case hex. The Web Crypto of Node has none, and HostBill needs one to check login links. */
const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

const SINES = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

export function md5(text: string): string {
  const words = paddedWords(new TextEncoder().encode(text));
  let state: readonly number[] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < words.length; block += 16) {
    state = addBlock(state, words.slice(block, block + 16));
  }
  const bytes = new DataView(new ArrayBuffer(16));
  state.forEach((word, index) => {
    bytes.setUint32(index * 4, word, true);
  });
  return Array.from(new Uint8Array(bytes.buffer), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** The message, a one bit, zeros, and its length in bits, as little-endian words. */
function paddedWords(message: Uint8Array): number[] {
  const bytes = new Uint8Array((((message.length + 8) >> 6) + 1) * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, message.length * 8, true);
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(index * 4, true));
}

function addBlock(state: readonly number[], words: readonly number[]): number[] {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step += 1) {
    const round = step >> 4;
    const added =
      a + mixed(round, b, c, d) + (SINES[step] ?? 0) + (words[wordOf(round, step)] ?? 0);
    const shift = SHIFTS[round]?.[step % 4] ?? 0;
    [a, d, c, b] = [d, c, b, (b + rotated(added | 0, shift)) | 0];
  }
  return [a, b, c, d].map((word, index) => (word + (state[index] ?? 0)) | 0);
}

function mixed(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (d & b) | (~d & c);
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d);
}

function wordOf(round: number, step: number): number {
  if (round === 0) return step;
  if (round === 1) return (5 * step + 1) % 16;
  return round === 2 ? (3 * step + 5) % 16 : (7 * step) % 16;
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
