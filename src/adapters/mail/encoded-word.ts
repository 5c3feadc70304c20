/** An encoded word has 75 characters at most (RFC 2047 2); base64 turns 45 bytes into 60, its frame takes 12. */
const WORD_MAX_BYTES = 45;
const PLAIN_MAX_CHARACTERS = 60;

const ENCODER = new TextEncoder();

/** Unstructured text of a header: as it is where ASCII and short, else in encoded words, folded. */
export function encodeText(text: string): string {
  const isPlain = /^[\x20-\x7e]*$/.test(text) && !text.includes('=?');
  return isPlain && text.length <= PLAIN_MAX_CHARACTERS ? text : encodeWords(text);
}

/** The name before an address (RFC 5322 3.2.5). An encoded word must not stand within quotes. */
export function encodePhrase(name: string): string {
  const text = encodeText(name);
  return text === name ? `"${name.replace(/["\\]/g, '\\$&')}"` : text;
}

/** Words end between characters, never within one. */
function encodeWords(text: string): string {
  const words: string[] = [];
  let word = '';
  let bytes = 0;
  for (const character of text) {
    const size = ENCODER.encode(character).length;
    if (bytes + size > WORD_MAX_BYTES) {
      words.push(word);
      word = '';
      bytes = 0;
    }
    word += character;
    bytes += size;
  }
  words.push(word);
  return words.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ');
}
