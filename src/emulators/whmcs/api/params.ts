/** A call's parameters as the vendor's PHP would read them. */
import { isPhpMap, listAt, mapAt, type PhpMap, textAt } from '../../php-form/php-value.ts';
import { toMilli, toMinor } from '../money.ts';

export interface Params {
  readonly has: (name: string) => boolean;
  /** Trimmed; empty for what is absent or an array. */
  readonly text: (name: string) => string;
  readonly integer: (name: string) => number;
  readonly flag: (name: string) => boolean;
  readonly minor: (name: string) => number;
  readonly milli: (name: string) => number;
  /** The entries of `name[key]` that are texts. */
  readonly entries: (name: string) => ReadonlyMap<string, string>;
  readonly list: (name: string) => readonly string[];
  readonly names: () => readonly string[];
}

export function readParams(map: PhpMap): Params {
  const text = (name: string) => (textAt(map, name) ?? '').trim();
  return {
    has: (name) => textAt(map, name) !== undefined,
    text,
    integer: (name) => toInteger(text(name)),
    flag: (name) => isTruthy(text(name)),
    minor: (name) => toMinor(text(name)),
    milli: (name) => toMilli(text(name)),
    entries: (name) => texts(mapAt(map, name)),
    list: (name) => listAt(map, name).filter((entry) => typeof entry === 'string'),
    names: () => Object.keys(map),
  };
}

/** PHP's truth of a text: only '' and '0' are false, so the word "false" is true. */
export function isTruthy(text: string): boolean {
  return text !== '' && text !== '0';
}

/** PHP's `(int)`: leading digits count. */
function toInteger(text: string): number {
  const digits = /^\s*[+-]?\d{1,15}/.exec(text);
  return digits === null ? 0 : Number(digits[0]);
}

function texts(map: PhpMap): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(map)) if (!isPhpMap(value)) found.set(key, value);
  return found;
}
