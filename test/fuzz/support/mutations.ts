// Valid outside data with a little wrong: what gets past the first check of a parser, where nonsense does not.
import fc from 'fast-check';
import { oddJson, oddText } from './odd-values.ts';

type Edit = (text: string) => string;

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  place.map(
    (at): Edit =>
      (text) =>
        flipped(text, Math.floor(at * text.length)),
  ),
  place.map(
    (at): Edit =>
      (text) =>
        text.slice(0, Math.floor(at * text.length)),
  ),
  place.map(
    (at): Edit =>
      (text) =>
        text.slice(Math.floor(at * text.length)),
  ),
  fc.tuple(place, place).map(
    ([a, b]): Edit =>
      (text) =>
        repeated(text, a, b),
  ),
  fc.tuple(place, oddText).map(
    ([at, odd]): Edit =>
      (text) =>
        spliced(text, at, odd),
  ),
);

function flipped(text: string, at: number): string {
  const unit = text.charCodeAt(at);
  if (Number.isNaN(unit)) return text;
  return text.slice(0, at) + String.fromCharCode(unit ^ (1 << (at % 7))) + text.slice(at + 1);
}

function repeated(text: string, a: number, b: number): string {
  const [from, to] = [a, b].sort().map((at) => Math.floor(at * text.length));
  return text.slice(0, to) + text.slice(from, to).repeat(3) + text.slice(to);
}

function spliced(text: string, at: number, odd: string): string {
  const index = Math.floor(at * text.length);
  return text.slice(0, index) + odd + text.slice(index);
}

/** One of the valid texts as it is, with up to three edits, or none of it at all. */
export function textLike(...valid: readonly string[]): fc.Arbitrary<string> {
  const edited = fc
    .tuple(fc.constantFrom(...valid), fc.array(edit, { maxLength: 3 }))
    .map(([text, edits]) => edits.reduce((now, change) => change(now), text));
  return fc.oneof({ weight: 3, arbitrary: edited }, { weight: 1, arbitrary: oddText });
}

/** What becomes of one place in a JSON value. */
type Replacement =
  | { readonly kind: 'put'; readonly value: unknown }
  | { readonly kind: 'drop' | 'list' | 'text' | 'number' | 'twice' };

const replacement: fc.Arbitrary<Replacement> = fc.oneof(
  { weight: 3, arbitrary: oddJson.map((value) => ({ kind: 'put' as const, value })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('drop', 'list', 'text', 'number', 'twice')
      .map((kind) => ({ kind }) as Replacement),
  },
);

/** One of the valid values with up to three places dropped, doubled, of another type, or of any value. */
export function jsonLike(...valid: readonly unknown[]): fc.Arbitrary<unknown> {
  const changes = fc.array(fc.tuple(fc.nat(), replacement), { maxLength: 3 });
  const changed = fc
    .tuple(fc.constantFrom(...valid), changes)
    .map(([value, list]) => list.reduce((now, [at, by]) => changedAt(now, at, by), value));
  return fc.oneof({ weight: 6, arbitrary: changed }, { weight: 1, arbitrary: oddJson });
}

/** The text of a JSON value like the valid ones: whole, edited as text, or behind what a PHP page prints first. */
export function jsonTextLike(...valid: readonly unknown[]): fc.Arbitrary<string> {
  const texts = valid.map((value) => JSON.stringify(value));
  return fc.oneof(
    { weight: 5, arbitrary: jsonLike(...valid).map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: textLike(...texts) },
    { weight: 1, arbitrary: fc.constantFrom(...texts).map(withTwins) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...texts).map((text) => `<br>\n<b>Warning</b> {0}\n${text}`),
    },
  );
}

/** Every name is there twice; the second counts in most parsers, the first in some. */
function withTwins(text: string): string {
  return text.replace(/"(\w+)":/g, '"$1":null,"$1":');
}

function changedAt(root: unknown, at: number, by: Replacement): unknown {
  const places = placesIn(root);
  const chosen = places[at % places.length];
  if (!chosen) return applied(root, by);
  const copy = structuredClone(root);
  let holder = copy as Record<string, unknown>; // every step but the last of a place is an object
  for (const name of chosen.slice(0, -1)) holder = holder[name] as Record<string, unknown>;
  const last = chosen.at(-1) ?? '';
  if (by.kind === 'drop') delete holder[last];
  else Object.defineProperty(holder, last, { ...OPEN, value: applied(holder[last], by) });
  return copy;
}

/** Not by assignment, which would set the prototype where the name is `__proto__`. */
const OPEN = { writable: true, enumerable: true, configurable: true } as const;

function applied(value: unknown, by: Replacement): unknown {
  switch (by.kind) {
    case 'put':
      return by.value;
    case 'drop':
      return null;
    case 'list':
      return [value];
    case 'text':
      return typeof value === 'string' ? value : JSON.stringify(value);
    case 'number':
      return Number(JSON.stringify(value)) || 0;
    case 'twice':
      return Array.isArray(value) ? [...value, ...value] : [value, value];
  }
}

/** Deeper than any field that our parsers read. */
const LEVELS_MAX = 6;

function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || path.length >= LEVELS_MAX) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = [...path, name];
    return [here, ...placesIn(inner, here)];
  });
}
