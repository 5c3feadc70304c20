import { readOutsideJson } from '#core/parse-outside-json.ts';

/** Starts that are tried; a page of HTML may hold thousands of braces. */
const MAX_STARTS = 40;

/**
 * The JSON of an answer, or undefined. A module or hook of theirs may print something before it: then the first brace or
 * bracket counts from which the rest parses to the end. Not so where the text begins as JSON: it was cut off, and
 * a part of it that happens to parse would be taken for the answer.
 */
export function readJson(given: string): unknown {
  const text = given.trim(); // also takes a byte order mark away
  const whole = parse(text);
  if (whole !== undefined || /^[{[]/.test(text)) return whole;
  let starts = 0;
  for (const { index } of text.matchAll(/[{[]/g)) {
    if (++starts > MAX_STARTS) return undefined;
    const rest = parse(text.slice(index));
    if (rest !== undefined) return rest;
  }
  return undefined;
}

function parse(text: string): unknown {
  return readOutsideJson(text) ?? undefined;
}
