/** Escapes can spell the name, too. */
const MAY_NAME_IT = /toString|\\u/;

/**
 * `JSON.parse` of a text from outside, without members named `toString`. zod's rules of length compare whatever has a
 * `length` before its type is refused (zod 4.6, `checks.js`), and a comparison with `{"length":{"toString":{}}}` throws.
 */
export function parseOutsideJson(text: string): unknown {
  return MAY_NAME_IT.test(text) ? JSON.parse(text, withoutToString) : JSON.parse(text);
}

/** The same of a text that may be no JSON at all: undefined, which no JSON says. */
export function readOutsideJson(text: string): unknown {
  try {
    return parseOutsideJson(text);
  } catch {
    return undefined;
  }
}

function withoutToString(name: string, value: unknown): unknown {
  return name === 'toString' ? undefined : value;
}
