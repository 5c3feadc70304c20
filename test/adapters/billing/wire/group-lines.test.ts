import { describe, expect, it } from 'vitest';
import { groupLines } from '#adapters/billing/wire/group-lines.ts';
import { readMark } from '#adapters/billing/wire/line-mark.ts';
import { delivery, REFERENCE } from '../support/deliveries.ts';

const linesOf = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    key: `${n + 1}s`,
    text: `web-${n + 1}: 744 h`,
    amountMinor: n + 1,
  }));

const withLines = (count: number) =>
  delivery({}, { lines: linesOf(count), totalMinor: (count * (count + 1)) / 2 });

describe('groupLines', () => {
  it('leaves a document alone that fits', () => {
    const given = withLines(240);
    expect(groupLines(given, 240)).toBe(given);
  });

  it.each([
    [3, 2, 2],
    [241, 240, 121],
    [1000, 240, 200],
    [5000, 240, 239],
    [7, 1, 1],
  ])('makes of %i lines at most %i: %i', (count, most, groups) => {
    const given = withLines(count);
    const { document } = groupLines(given, most);
    expect(document.lines).toHaveLength(groups);
    expect(groups).toBeLessThanOrEqual(most);
    const total = document.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    expect(total).toBe(given.document.totalMinor);
    expect(document.totalMinor).toBe(given.document.totalMinor);
    const keys = document.lines.map(({ key }) => key);
    expect(new Set(keys).size).toBe(groups);
    for (const key of keys) expect(readMark(`[${REFERENCE}.${key}]`)).toMatchObject({ key });
    expect(groupLines(given, most)).toEqual(groupLines(withLines(count), most));
  });

  it('says which lines, of which document, and where to read them', () => {
    const { document } = groupLines(withLines(3), 2);
    expect(document.lines).toEqual([
      {
        key: '1s-2',
        text: 'Lines 1 to 2 of INV-2026-000123, which lists them one by one; the first: web-1: 744 h',
        amountMinor: 3,
      },
      { key: '3s', text: 'web-3: 744 h', amountMinor: 3 },
    ]);
  });
});
