import { describe, expect, it } from 'vitest';
import { markedText, readMark } from '../../../../src/adapters/billing/wire/line-mark.ts';

const DOCUMENT = { reference: 'PM-7K2Q9F3MAB' };

describe('markedText', () => {
  it('puts the mark at the end', () => {
    const text = markedText(DOCUMENT, { key: '54s', text: 'web-1: 744 h' }, 250);
    expect(text).toBe('web-1: 744 h [PM-7K2Q9F3MAB.54s]');
    expect(readMark(text)).toEqual({ reference: 'PM-7K2Q9F3MAB', key: '54s' });
  });

  it('keeps the mark whole where the text is too long, and cuts no character in two', () => {
    const text = markedText(DOCUMENT, { key: '54b', text: '🚀'.repeat(100) }, 60);
    expect(text.length).toBeLessThanOrEqual(60);
    expect(text).toMatch(/^(?:🚀)+… \[PM-7K2Q9F3MAB\.54b\]$/u);
  });
});

describe('readMark', () => {
  it.each(['web-1', '[PM-7K2Q9F3MAB.54s] and more', '[PM-7K2Q9F3MAB]', 'x [pm-7k2q.54s]'])(
    'finds none in %j',
    (text) => {
      expect(readMark(text)).toBeUndefined();
    },
  );
});
