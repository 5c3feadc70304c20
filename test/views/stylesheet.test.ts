import { describe, expect, it } from 'vitest';
import { STYLESHEET } from '#views/stylesheet.ts';

describe('STYLESHEET', () => {
  it('stays below 14 KB and loads nothing from elsewhere', () => {
    expect(new TextEncoder().encode(STYLESHEET).length).toBeLessThan(14_000);
    expect(STYLESHEET).not.toMatch(/@import|url\(|https?:/);
  });

  it('has light, dark and print, and every token it uses', () => {
    expect(STYLESHEET).toContain('@media (prefers-color-scheme:dark)');
    expect(STYLESHEET).toContain('@media print');
    const used = [...STYLESHEET.matchAll(/var\((--[\w-]+)\)/g)].map((match) => match[1] ?? '');
    const defined = new Set([...STYLESHEET.matchAll(/(--[\w-]+):/g)].map((match) => match[1]));
    expect(used.filter((token) => !defined.has(token))).toEqual([]);
  });

  it('keeps its braces in pairs and the spaces that selectors need', () => {
    expect(STYLESHEET.split('{').length).toBe(STYLESHEET.split('}').length);
    expect(STYLESHEET).toContain('.table :is(th,td):last-child');
    expect(STYLESHEET).toContain('calc(100% - ');
  });
});
