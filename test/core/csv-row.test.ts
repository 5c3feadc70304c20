import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRow } from '#core/csv-row.ts';

describe('csvRow', () => {
  it('quotes text, doubles quotes, leaves numbers alone and ends as RFC 4180 says', () => {
    expect(csvRow(['a "b", c', 5, { decimal: '-1.50' }, ''])).toBe('"a ""b"", c",5,-1.50,\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\rx', '  =1', '＝1', '＋1', '－1', '＠x'])(
    'keeps %j from being executed',
    (text) => {
      expect(csvRow([text])).toBe(`"'${text}"\r\n`);
    },
  );

  it('is read back as it was written, but for the apostrophe', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (texts) => {
        const read = parse(csvRow(texts));
        expect(read.map((text) => text.replace(/^'/, ''))).toEqual(
          texts.map((t) => t.replace(/^'/, '')),
        );
      }),
    );
  });
});

/** One row of RFC 4180, by its own rules. */
function parse(row: string): string[] {
  const cells = `,${row.slice(0, -2)}`.match(/,(?:"(?:[^"]|"")*"|[^",]*)/g) ?? [];
  return cells.map((cell) => cell.replace(/^,/, '').replace(/^"|"$/g, '').replaceAll('""', '"'));
}
