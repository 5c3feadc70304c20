import { describe, expect, it } from 'vitest';
import { stylesheet } from '#views/stylesheet.ts';

const { text, url } = stylesheet();

describe('stylesheet', () => {
  it('stays below 20 KB, which is 5 KB on the wire, and loads nothing from elsewhere', () => {
    expect(new TextEncoder().encode(text).length).toBeLessThan(20_000);
    expect(text).not.toMatch(/@import|url\(|https?:/);
  });

  it('has light, dark and print, and every token it uses', () => {
    expect(text).toContain('@media (prefers-color-scheme:dark)');
    expect(text).toContain('@media print');
    const used = [...text.matchAll(/var\((--[\w-]+)\)/g)].map((match) => match[1] ?? '');
    const defined = new Set([...text.matchAll(/(--[\w-]+):/g)].map((match) => match[1]));
    expect(used.filter((token) => !defined.has(token))).toEqual([]);
  });

  it('keeps its braces in pairs and the spaces that selectors need', () => {
    expect(text.split('{').length).toBe(text.split('}').length);
    expect(text).toContain('.table :is(th,td):last-child');
    expect(text).toContain('calc(100% - ');
  });

  it('has the provider’s colour, and another address for every colour', () => {
    const other = stylesheet('#7a1fa2');
    expect(other.text).toContain('--accent:#7a1fa2');
    expect(other.url).not.toBe(url);
    expect(stylesheet('#7a1fa2').url).toBe(other.url);
  });
});
