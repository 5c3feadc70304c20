import { describe, expect, it } from 'vitest';
import type { FontSlice } from '../../../src/adapters/pdf/font-index.ts';
import {
  covers,
  fileOf,
  inOrderFor,
  needsEastAsian,
} from '../../../src/adapters/pdf/font-index.ts';
import { printable, visualRuns } from '../../../src/adapters/pdf/text-runs.ts';

const slice = (family: string, ...ranges: [number, number][]): FontSlice => ({
  file: `${family}-x`,
  family,
  weights: [400, 700],
  ranges,
});
const LATIN = slice('latin', [0x20, 0xff], [0x2000, 0x206f], [0xfffd, 0xfffd]);
const ARABIC = slice('arabic', [0x20, 0x21], [0x0600, 0x06ff]);
const HEBREW = slice('hebrew', [0x0590, 0x05ff]);
const DEVANAGARI = slice('devanagari', [0x0900, 0x097f], [0x200c, 0x200d]);
const SLICES = [LATIN, ARABIC, HEBREW, DEVANAGARI];

const runs = (line: string) =>
  visualRuns(line, SLICES).map(({ text, slice, isRightToLeft }) => [
    text,
    slice.family,
    ...(isRightToLeft ? ['rtl'] : []),
  ]);

describe('visualRuns', () => {
  it('keeps a line of one script whole, with its spaces and digits', () => {
    expect(runs('web-1 (no. 54)')).toEqual([['web-1 (no. 54)', 'latin']]);
    expect(runs('')).toEqual([]);
  });

  it('leaves right-to-left text in reading order for the font engine, and says so', () => {
    expect(runs('فاطمة الزهراء')).toEqual([['فاطمة الزهراء', 'arabic', 'rtl']]);
  });

  it('puts right-to-left words where they stand in a left-to-right line', () => {
    expect(runs('web مرحبا ok')).toEqual([
      ['web ', 'latin'],
      ['مرحبا', 'arabic', 'rtl'],
      [' ', 'arabic'],
      ['ok', 'latin'],
    ]);
  });

  it('puts numbers and Latin words left of what came before them in a right-to-left line', () => {
    expect(runs('خادم 12')).toEqual([
      ['12', 'latin'],
      ['خادم ', 'arabic', 'rtl'],
    ]);
    expect(runs('שלום abc')).toEqual([
      ['abc', 'latin'],
      [' ', 'latin', 'rtl'],
      ['שלום', 'hebrew', 'rtl'],
    ]);
  });

  it('mirrors brackets and turns around what has no direction of its own', () => {
    expect(runs('שלום (א)').map(([text]) => text)).toEqual(['(', 'א', ') ', 'שלום']);
  });

  it('keeps joiners with the script that they join', () => {
    expect(runs('क\u200dष')).toEqual([['क\u200dष', 'devanagari']]);
  });
});

describe('printable', () => {
  it('composes accents, and puts one sign for each character that no font has', () => {
    expect(printable('Zoe\u0308 🎉👨‍👩‍👧 ok', SLICES)).toBe('Zoë \u{FFFD}\u{FFFD} ok');
  });

  it('makes one line of what has breaks and control characters', () => {
    expect(printable('a\r\nb\u0007c\u2028d', SLICES)).toBe('a b c d');
  });
});

describe('the index of fonts', () => {
  it('knows the edges of a range', () => {
    expect([0x1f, 0x20, 0xff, 0x100, 0x1fff, 0x2000, 0xfffd].map((c) => covers(LATIN, c))).toEqual([
      false,
      true,
      true,
      false,
      false,
      true,
      true,
    ]);
  });

  it('asks for East Asian fonts only where there is such text', () => {
    expect(['Zoë', 'مرحبا', 'हिन्दी'].map(needsEastAsian)).toEqual([false, false, false]);
    expect(['山田', 'さくら', '김', 'Ａ'].map(needsEastAsian)).toEqual([true, true, true, true]);
  });

  it('takes Han characters from the family of the text that they stand in', () => {
    const families = ['noto-sans-sc', 'noto-sans-jp', 'noto-sans-kr'].map((name) => slice(name));
    const first = (text: string) => inOrderFor(text, families)[0]?.family;
    expect(first('山田')).toBe('noto-sans-sc');
    expect(first('山田さくら')).toBe('noto-sans-jp');
    expect(first('漢字 한국')).toBe('noto-sans-kr');
  });

  it('falls back to the one weight that a family has', () => {
    expect(fileOf(LATIN, 700)).toBe('latin-x-700');
    expect(fileOf({ ...LATIN, weights: [400] }, 700)).toBe('latin-x-400');
  });
});
