/**
 * A line of text as runs that one font can draw, in the order in which they stand on paper: the Unicode Bidirectional
 * Algorithm (UAX #9) by `bidi-js`, and a font per character. Shaping within a run is the font engine's.
 */
import bidiFactory from 'bidi-js';
import { covers, type FontSlice } from './font-index.ts';

export interface TextRun {
  readonly text: string;
  readonly slice: FontSlice;
  readonly isRightToLeft: boolean;
}

interface Piece extends TextRun {
  readonly level: number;
}

const bidi = bidiFactory();
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** Belongs to no script of its own: spaces, digits, joiners, marks. Stays in the font of what stands before it. */
const NEUTRAL = /[\p{Script=Common}\p{Script=Inherited}]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** Stands for a character that none of our fonts has. */
const REPLACEMENT = '\u{FFFD}';

/**
 * `text` with composed characters, without line breaks and control characters, and with the replacement for what no slice
 * has, such as emoji.
 */
export function printable(text: string, slices: readonly FontSlice[]): string {
  const composed = text.normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  let result = '';
  for (const { segment } of graphemes.segment(composed)) {
    const isKnown = [...segment].every((character) => sliceOf(character, slices) !== undefined);
    result += isKnown ? segment : REPLACEMENT;
  }
  return result;
}

/** The runs of one printable line, from left to right. */
export function visualRuns(line: string, slices: readonly FontSlice[]): readonly TextRun[] {
  if (line === '') return [];
  const { levels } = bidi.getEmbeddingLevels(line, 'auto');
  const mirrored = bidi.getMirroredCharactersMap(line, levels);
  const pieces: Piece[] = [];
  let slice: FontSlice | undefined;
  let at = 0;
  for (const character of line) {
    const level = levels[at] ?? 0;
    slice = staysIn(slice, character) ? slice : sliceOf(character, slices);
    const before = pieces.at(-1);
    const shown = mirrored.get(at) ?? character;
    at += character.length;
    if (!slice) continue;
    if (before && before.level === level && before.slice === slice) {
      pieces[pieces.length - 1] = { ...before, text: before.text + shown };
    } else {
      pieces.push({ text: shown, slice, level, isRightToLeft: level % 2 === 1 });
    }
  }
  return reordered(pieces).map(({ text, slice, isRightToLeft }) => {
    // The font engine turns Arabic and Hebrew around itself; what has no script of its own it leaves as it is.
    const turned = isRightToLeft && !RIGHT_TO_LEFT.test(text) ? turnedAround(text) : text;
    return { text: turned, slice, isRightToLeft };
  });
}

function staysIn(slice: FontSlice | undefined, character: string): slice is FontSlice {
  return slice !== undefined && NEUTRAL.test(character) && covers(slice, codePointOf(character));
}

function sliceOf(character: string, slices: readonly FontSlice[]): FontSlice | undefined {
  const codePoint = codePointOf(character);
  return slices.find((slice) => covers(slice, codePoint));
}

function codePointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** Rule L2: from the highest level down to the lowest odd one, whatever stands at it or above is turned around. */
function reordered(pieces: readonly Piece[]): readonly Piece[] {
  const result = [...pieces];
  const highest = Math.max(...pieces.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < result.length; start++) {
      let end = start;
      while ((result[end]?.level ?? -1) >= level) end++;
      if (end > start) result.splice(start, end - start, ...result.slice(start, end).reverse());
      start = Math.max(start, end);
    }
  }
  return result;
}

function turnedAround(text: string): string {
  return [...graphemes.segment(text)]
    .map(({ segment }) => segment)
    .reverse()
    .join('');
}
