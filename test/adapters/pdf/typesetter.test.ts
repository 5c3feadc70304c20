import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import type { Sheet } from '#core/sheet.ts';
import { createTypesetter } from '../../../src/adapters/pdf/typesetter.ts';

/** Reads the real assets, and notes which. */
function reader() {
  const paths: string[] = [];
  const read = async (path: string) => {
    paths.push(path);
    const answer = await env.ASSETS.fetch(`https://assets.invalid${path}`);
    return answer.ok ? answer.arrayBuffer() : undefined;
  };
  return { paths, read };
}

const rows = (count: number) =>
  Array.from({ length: count }, (_, n) => [
    `web-${n} (no. ${n})`,
    'Server',
    '744',
    '5,000',
    '$6.00',
  ]);

function sheet(name: string, rowCount = 3): Sheet {
  return {
    title: 'Invoice INV-2026-000001',
    subtitle: 'For October 2026',
    language: 'en',
    issuer: 'Northwind Hosting',
    highlight: { label: 'Total', value: '$18.00', note: 'Due on 15 November 2026' },
    notice: '',
    parties: [
      { title: 'From', lines: ['Northwind Hosting', '1 Harbour Street'] },
      { title: 'To', lines: [name, 'client@example.com'] },
    ],
    facts: [{ label: 'Issued', value: '1 November 2026' }],
    table: {
      columns: [
        { title: 'Server', align: 'start', share: 42 },
        { title: 'What for', align: 'start', share: 20 },
        { title: 'Hours', align: 'end', share: 10 },
        { title: 'Tokens', align: 'end', share: 13 },
        { title: 'Amount', align: 'end', share: 15 },
      ],
      rows: rows(rowCount),
      sums: [['Total', '', '', '15,000', '$18.00']],
    },
    payment: { title: 'How to pay', lines: ['Account 1234', 'Reference: INV-2026-000001'] },
    notes: ['Amounts are tokens × price per token.'],
    madeAtMs: Date.UTC(2026, 10, 1),
  };
}

async function typeset(made: Sheet) {
  const { paths, read } = reader();
  const pdf = await createTypesetter(read).typeset(made);
  if (!pdf.ok) throw new Error(pdf.error);
  const text = new TextDecoder('latin1').decode(pdf.value);
  return { bytes: pdf.value, text, fonts: paths.filter((path) => path.endsWith('.woff')) };
}

/** How many pieces of text the pages' content streams show. */
async function textsDrawn(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const text = new TextDecoder('latin1').decode(bytes);
  let count = 0;
  for (const match of text.matchAll(/\/Filter \/FlateDecode\n>>\nstream\n/g)) {
    const start = match.index + match[0].length;
    const packed = new Blob([bytes.slice(start, text.indexOf('\nendstream', start))]);
    const stream = packed.stream().pipeThrough(new DecompressionStream('deflate'));
    const content = await new Response(stream).text();
    if (content.includes('BT\n')) count += content.match(/\bTJ\b/g)?.length ?? 0;
  }
  return count;
}

const pagesOf = (text: string) => text.match(/\/Type \/Page\b/g)?.length;

describe('the typesetter', () => {
  it('makes a PDF that names its language, title and issuer', async () => {
    const { text } = await typeset(sheet('Ada Lovelace'));
    expect(text.slice(0, 5)).toBe('%PDF-');
    expect(text.trimEnd().slice(-5)).toBe('%%EOF');
    expect(text).toContain('/Lang (en)');
    expect(text).toContain('(Invoice INV-2026-000001)');
    expect(text).toContain('(Northwind Hosting)');
    expect(pagesOf(text)).toBe(1);
  });

  it('makes the same bytes of the same sheet', async () => {
    const [first, second] = await Promise.all([typeset(sheet('Ada')), typeset(sheet('Ada'))]);
    expect(first.bytes).toEqual(second.bytes);
  });

  it('loads two small files for Latin text, and the slices that other scripts need', async () => {
    const latin = await typeset(sheet('Zoë Müller'));
    expect(latin.fonts.sort()).toEqual([
      '/fonts/noto-sans-latin-400.woff',
      '/fonts/noto-sans-latin-700.woff',
    ]);
    expect(latin.bytes.length).toBeLessThan(40_000);
    const scripts = {
      'Олександр Шевченко': /noto-sans-cyrillic-/,
      Ελένη: /noto-sans-greek-/,
      'Nguyễn Thị Mai': /noto-sans-vietnamese-/,
      'विद्या क्षत्रिय': /noto-sans-devanagari-devanagari-/,
      'فاطمة الزهراء': /noto-sans-arabic-arabic-/,
      'שלום עולם': /noto-sans-hebrew-hebrew-/,
      สมชาย: /noto-sans-thai-thai-/,
      山田さくら: /noto-sans-jp-\d+-400/,
      王小明: /noto-sans-sc-\d+-400/,
      김철수: /noto-sans-kr-\d+-400/,
    };
    for (const [name, expected] of Object.entries(scripts)) {
      const { fonts, text } = await typeset(sheet(name));
      expect(fonts.filter((font) => expected.test(font)).length, name).toBeGreaterThan(0);
      expect(fonts.length, name).toBeLessThan(14);
      expect(text.match(/\/FontFile2/g)?.length, name).toBeGreaterThan(2);
    }
  });

  it('prints how to pay, and nothing of it where there is nothing to say', async () => {
    const said = await typeset(sheet('Ada'));
    const silent = await typeset({ ...sheet('Ada'), payment: undefined });
    // A title and two lines.
    expect((await textsDrawn(said.bytes)) - (await textsDrawn(silent.bytes))).toBe(3);
  });

  it('has every row of a long table on as many pages as it takes', async () => {
    const [none, many] = await Promise.all([typeset(sheet('Ada', 0)), typeset(sheet('Ada', 200))]);
    expect([pagesOf(none.text), pagesOf(many.text)]).toEqual([1, 7]);
    // Five cells a row; on each further page the table's head again, and the footer's two texts.
    const more = (await textsDrawn(many.bytes)) - (await textsDrawn(none.bytes));
    expect(more).toBe(200 * 5 + 6 * (5 + 2));
  });

  it('draws names with emoji, markup and 200 characters', async () => {
    for (const name of [
      'Ada 🎉',
      '<b>Ada</b> & "co" \\ (x',
      'a'.repeat(200),
      'مرحبا '.repeat(33),
      ' ',
    ]) {
      expect(pagesOf((await typeset(sheet(name))).text), name).toBe(1);
    }
  });

  it('says that the fonts are missing where one is', async () => {
    const nothing = createTypesetter(async () => undefined);
    expect(await nothing.typeset(sheet('Ada'))).toEqual({ ok: false, error: 'fonts_missing' });
    const { read } = reader();
    const some = createTypesetter((path) =>
      path.includes('-700') ? Promise.resolve(undefined) : read(path),
    );
    expect(await some.typeset(sheet('Ada'))).toEqual({ ok: false, error: 'fonts_missing' });
  });
});
