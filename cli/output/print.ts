import { plain } from './plain.ts';

/** What a command answers: a value for programs, as one line of JSON, or a text for people. */
export function print(
  { json }: { readonly json?: boolean },
  value: unknown,
  text: string | (() => string),
): void {
  if (json) console.log(JSON.stringify(value));
  else console.log(plain(typeof text === 'string' ? text : text()));
}
