import { describe, expect, it } from 'vitest';
import { wrapText } from '../../../src/adapters/pdf/wrap-text.ts';

const wrap = (text: string, width: number) => wrapText(text, width, (line) => line.length);

describe('wrapText', () => {
  it('leaves alone what fits, spaces and all', () => {
    expect(wrap('a  b', 4)).toEqual(['a  b']);
    expect(wrap('', 4)).toEqual(['']);
  });

  it('breaks at spaces, as late as it can', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  });

  it('cuts a word only where it alone is too long, and goes on behind it', () => {
    expect(wrap('a bbbbbbbbbb cc', 4)).toEqual(['a', 'bbbb', 'bbbb', 'bb', 'cc']);
    expect(wrap('a bbbbbbbbb cc', 4)).toEqual(['a', 'bbbb', 'bbbb', 'b cc']);
  });

  it('never cuts within what people see as one character', () => {
    expect(wrapText('कर्तृकर्तृ', 1, (line) => [...new Intl.Segmenter().segment(line)].length)).toEqual(
      [...new Intl.Segmenter().segment('कर्तृकर्तृ')].map(({ segment }) => segment),
    );
  });

  it('ends even where not one character fits', () => {
    expect(wrap('abc', 0)).toEqual(['a', 'b', 'c']);
  });
});
