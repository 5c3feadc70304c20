/** What PHP makes of a form: texts, and arrays whose keys are texts. */
export type PhpValue = string | PhpMap;
export interface PhpMap {
  [key: string]: PhpValue;
}

/** Without a prototype, because the keys come from outside. */
export function phpMap(): PhpMap {
  return Object.create(null) as PhpMap;
}

export function isPhpMap(value: PhpValue | undefined): value is PhpMap {
  return typeof value === 'object';
}

/** A text, or undefined for what is absent or an array. */
export function textAt(map: PhpMap, key: string): string | undefined {
  const value = map[key];
  return typeof value === 'string' ? value : undefined;
}

/** The array at a key; empty for what is absent or a text. */
export function mapAt(map: PhpMap, key: string): PhpMap {
  const value = map[key];
  return isPhpMap(value) ? value : phpMap();
}

/** The entries of an array as a list, in their order; a lone text is a list of one, as many clients mean it. */
export function listAt(map: PhpMap, key: string): readonly PhpValue[] {
  const value = map[key];
  if (value === undefined) return [];
  return isPhpMap(value) ? Object.values(value) : [value];
}
