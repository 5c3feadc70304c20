const LINE_MAX_CHARACTERS = 76;

/** RFC 2045 6.7: ASCII lines of 76 characters at most, CRLF between them; any line break of the text counts as one. */
export function quotedPrintable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(encodeLine)
    .join('\r\n');
}

function encodeLine(line: string): string {
  const bytes = new TextEncoder().encode(line);
  const lines: string[] = [];
  let current = '';
  for (const [index, byte] of bytes.entries()) {
    const token = encodeByte(byte, index === bytes.length - 1);
    if (current.length + token.length >= LINE_MAX_CHARACTERS) {
      lines.push(`${current}=`);
      current = '';
    }
    current += token;
  }
  return [...lines, current].join('\r\n');
}

/** White space at a line's end would be lost on the way. */
function encodeByte(byte: number, isLast: boolean): string {
  const isSpace = byte === 0x20 || byte === 0x09;
  const isPlain = byte >= 0x21 && byte <= 0x7e && byte !== 0x3d;
  if (isPlain || (isSpace && !isLast)) return String.fromCharCode(byte);
  return `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
