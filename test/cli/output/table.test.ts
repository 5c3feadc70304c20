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

  it('gives way on a terminal, the widest text first, and never cuts a figure', () => {
    const columns = [
      { title: 'Client' },
      { title: 'Id' },
      { title: 'Total', align: 'right' },
    ] as const;
    const rows = [['a-very-long-address@somewhere.example', 'cli_0123456789', '1234567.89']];
    const narrow = table(columns, rows, { isTTY: true, columns: 40 }).split('\n');
    expect(narrow[2]).toBe('a-very-long-…  cli_01234567…  1234567.89');
    expect(narrow[2]).toHaveLength(40);
    const tiny = table(columns, rows, { isTTY: true, columns: 10 }).split('\n');
    expect(tiny[2]).toBe('a-very-…  cli_012…  1234567.89');
    const piped = table(columns, rows, { isTTY: false, columns: 40 });
    expect(piped).toContain('a-very-long-address@somewhere.example  cli_0123456789  1234567.89');
  });

  it('never cuts what somebody will copy', () => {
    const columns = [{ title: 'Client' }, { title: 'Id', whole: true }];
    const rows = [['ada.lovelace@example.com', 'cli_0123456789']];
    const text = table(columns, rows, { isTTY: true, columns: 26 });
    expect(text.split('\n')[2]).toBe('ada.lovel…  cli_0123456789');
  });

  it('cuts wide letters by their places', () => {
    const rows = [['株式会社さくら設計事務所']];
    const text = table([{ title: 'Name' }], rows, { isTTY: true, columns: 12 });
    expect(text.split('\n')[2]).toBe('株式会社さ…');
  });
});
