/** What `styled` makes, and nothing else that a terminal would obey. */
const STYLE = /^\[\d{1,2}m/;

/**
 * Text of strangers (names of clients and servers, notes) without what would move the cursor, rename the window or turn
 * letters around: control characters but line breaks and our own colours, and marks that override the direction.
 */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character, at: number) => {
    if (character === '\n' || character === '\t') return character;
    return character === '\x1b' && STYLE.test(text.slice(at + 1, at + 5)) ? character : '';
  });
}
