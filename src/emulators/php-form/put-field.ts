/** One form field into PHP's nested arrays: `a[b][0]`, `a[]`, and the odd names that PHP rewrites. */
import { isPhpMap, type PhpMap, phpMap } from './php-value.ts';

/** PHP's `max_input_nesting_level`: a field that is deeper is dropped. */
const NESTING_LIMIT = 64;

export function putField(target: PhpMap, name: string, value: string): void {
  const keys = splitName(name);
  if (keys === null || keys.length > NESTING_LIMIT) return;
  let map = target;
  for (const key of keys.slice(0, -1)) map = descend(map, key);
  const last = keys.at(-1) ?? '';
  map[last === '' ? nextIndex(map) : last] = value;
}

/** `a[b][]` is a, b, ''. Null for a name that PHP ignores. */
function splitName(name: string): string[] | null {
  const trimmed = name.trimStart();
  const bracket = trimmed.indexOf('[');
  if (trimmed === '' || bracket === 0) return null;
  const base = bracket < 0 ? trimmed : trimmed.slice(0, bracket);
  const keys = [base.replace(/[ .]/g, '_')];
  let rest = bracket < 0 ? '' : trimmed.slice(bracket);
  while (rest.startsWith('[')) {
    const end = rest.indexOf(']');
    // An open bracket that is never closed becomes part of the name.
    if (end < 0) return keys.length === 1 ? [`${keys[0]}_${rest.slice(1)}`] : keys;
    keys.push(rest.slice(1, end));
    rest = rest.slice(end + 1);
  }
  return keys;
}

function descend(map: PhpMap, key: string): PhpMap {
  const at = key === '' ? nextIndex(map) : key;
  const present = map[at];
  if (isPhpMap(present)) return present;
  const made = phpMap();
  map[at] = made;
  return made;
}

function nextIndex(map: PhpMap): string {
  const indexes = Object.keys(map).filter((key) => /^\d{1,9}$/.test(key));
  return indexes.length === 0 ? '0' : String(Math.max(...indexes.map(Number)) + 1);
}
