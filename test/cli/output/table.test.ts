import { describe, expect, it } from 'vitest';
import { table } from '../../../cli/output/table.ts';

describe('table', () => {
  it('aligns columns to their widest cell', () => {
    const text = table(
      [{ title: 'Name' }, { title: 'N', align: 'right' }],
      [
        ['a', 5],
        ['longer', 1000],
      ],
    );
    expect(text.split('\n')).toEqual([
      'Name       N',
      '──────  ────',
      'a          5',
      'longer  1000',
    ]);
  });

  it('counts East Asian letters as two places and marks as none', () => {
    const text = table(
      [{ title: 'Name' }, { title: 'N' }],
      [
        ['山田', 'x'],
        ['e\u0301abc', 'x'],
      ],
    );
    expect(text.split('\n').slice(2)).toEqual(['山田  x', 'e\u0301abc  x']);
  });

  it('has its titles where there are no rows', () => {
    expect(table([{ title: 'Name' }], [])).toBe('Name\n────');
  });
});
