import { describe, expect, it } from 'vitest';
import { isColoured, styled } from '../../../cli/output/style.ts';

describe('isColoured', () => {
  it.each([
    ['a terminal', true, {}, true],
    ['a pipe', false, {}, false],
    ['NO_COLOR on a terminal', true, { NO_COLOR: '1' }, false],
    ['FORCE_COLOR in a pipe', false, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0 on a terminal', true, { FORCE_COLOR: '0' }, false],
    ['NO_COLOR before FORCE_COLOR', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ])('%s', (_what, isTTY, env, coloured) => {
    expect(isColoured({ isTTY }, env)).toBe(coloured);
  });
});

describe('styled', () => {
  it('ends what it begins', () => {
    expect(styled('bold', 'x', true)).toBe('\x1b[1mx\x1b[22m');
    expect(styled('bold', 'x', false)).toBe('x');
  });
});
