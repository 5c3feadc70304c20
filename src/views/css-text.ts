/** FNV-1a, 32 bits: tells one sheet from another, and guards nothing. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/** Leaves out comments and white space, which only readers of the source need. Strings in it hold neither. */
export function compact(css: string): string {
  return css
    .replace(/\/\*.*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};>]) ?/g, '$1')
    .replace(/;}/g, '}')
    .replace(/([:,]) /g, '$1')
    .trim();
}
