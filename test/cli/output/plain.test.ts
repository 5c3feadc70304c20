import { describe, expect, it } from 'vitest';
import { plain } from '../../../cli/output/plain.ts';
import { styled } from '../../../cli/output/style.ts';

describe('plain', () => {
  it('keeps text, line breaks and our own colours', () => {
    const text = `Zoë 山田\n\t${styled('red', 'x', true)} 👋🏽`;
    expect(plain(text)).toBe(text);
  });

  it.each([
    ['clears the screen', 'a\x1b[2Jb', 'a[2Jb'],
    ['renames the window', 'a\x1b]0;gone\x07b', 'a]0;goneb'],
    ['moves over what was printed', 'paid\r\x1b[1Aopen', 'paid[1Aopen'],
    ['is a control of eight bits', 'a\x9b2Jb', 'a2Jb'],
    ['turns letters around', 'a\u202egnp.exe', 'agnp.exe'],
  ])('takes away what %s', (_what, text, left) => {
    expect(plain(text)).toBe(left);
  });
});
