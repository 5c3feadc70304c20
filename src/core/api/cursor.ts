// Where a page of a list ends, as text for whoever asks for the next one. It holds ids that the page itself shows, so it
// is no secret; it is checked like everything from outside, and one list's cursor does not open another list.

const PARTS = '|';

/** `list` names the list; none of the parts has a `|` in it. */
export function encodeCursor(list: string, ...parts: readonly string[]): string {
  return btoa([list, ...parts].join(PARTS))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The parts, if this is a cursor of the list with as many parts as there are `checks`, each of which passes. */
export function decodeCursor(
  list: string,
  text: string,
  checks: readonly ((part: string) => boolean)[],
): readonly string[] | undefined {
  if (!/^[A-Za-z0-9_-]{1,400}$/.test(text)) return undefined;
  const [given, ...parts] = decode(text).split(PARTS);
  if (given !== list || parts.length !== checks.length) return undefined;
  return checks.every((check, n) => check(parts[n] ?? '')) ? parts : undefined;
}

/** Empty for what is no base64. */
function decode(text: string): string {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  // atob throws for a length that no text has; lengths of 4n + 1 are the only ones.
  return base64.length % 4 === 1 ? '' : atob(base64);
}
