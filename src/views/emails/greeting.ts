import { oneLine } from '#views/emails/one-line.ts';
import type { Texts } from '#views/languages.ts';

const MAX_NAME_CHARACTERS = 60;
/** Anything that mail programs make a link of: a slash, an at sign, a colon, or a point inside a word. */
const LINK_LIKE = /[/\\@:]|\.\p{L}/u;

/**
 * `Hello Ada,`. Strangers can sign up with any address, so a name that reads like a link or a message is left
 * out: our mail must not carry theirs.
 */
export function greeting(name: string, { emails }: Texts): string {
  const line = oneLine(name);
  const usable = line !== '' && [...line].length <= MAX_NAME_CHARACTERS && !LINK_LIKE.test(line);
  return usable ? emails.hello(line) : emails.helloAnybody;
}
