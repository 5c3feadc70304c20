// Which font file has which characters. The families are cut into slices by Unicode range, as browsers load them, so
// that an invoice in Latin script loads 30 KB and not the 10 MB of all of them. `cli/assets/` writes the index.
import { z } from 'zod';

const slice = z.object({
  file: z.string(),
  family: z.string(),
  weights: z.array(z.number()),
  /** Pairs of first and last code point, in order. */
  ranges: z.array(z.tuple([z.number(), z.number()])),
});
export const fontIndex = z.object({ slices: z.array(slice) });

export type FontSlice = z.infer<typeof slice>;
export type Weight = 400 | 700;

const HAS_KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HAS_HANGUL = /\p{Script=Hangul}/u;
const EAST_ASIAN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303F\uFF00-\uFFEF]/u;

export function needsEastAsian(text: string): boolean {
  return EAST_ASIAN.test(text);
}

/** Han characters are drawn differently in each of the families; kana and hangul say whose text it is. */
export function inOrderFor(text: string, slices: readonly FontSlice[]): readonly FontSlice[] {
  const japaneseOrChinese = HAS_KANA.test(text) ? 'noto-sans-jp' : 'noto-sans-sc';
  const first = HAS_HANGUL.test(text) ? 'noto-sans-kr' : japaneseOrChinese;
  const isFirst = ({ family }: FontSlice) => family === first;
  return [...slices.filter(isFirst), ...slices.filter((slice) => !isFirst(slice))];
}

export function covers({ ranges }: FontSlice, codePoint: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle] as [number, number]; // within the bounds
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return true;
  }
  return false;
}

/** The name of a slice's file in a weight; 400 where it has no other. */
export function fileOf({ file, weights }: FontSlice, weight: Weight): string {
  return `${file}-${weights.includes(weight) ? weight : 400}`;
}
