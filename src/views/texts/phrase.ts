import type { Child } from 'hono/jsx';

/** A sentence with markup in it, such as a link: each language puts it where its grammar wants it. Escaped like any text. */
export function phrase(words: TemplateStringsArray, ...inserts: readonly Child[]): Child {
  return words.flatMap((text, i) => [text, inserts[i]]);
}
