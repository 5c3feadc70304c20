// A4, in points. Head, parties and facts once; the table over as many pages as it takes, with its head on each.
import PDFDocument from 'pdfkit';
import type { Sheet } from '#core/sheet.ts';
import { drawTable, type Ground } from './draw-table.ts';
import type { FontSlice } from './font-index.ts';
import { type Box, LINE_HEIGHT, Pen, type Style } from './pen.ts';

const MARGIN = 48;
const PAGE_WIDTH = 595.28;
const PAGE_HEIGHT = 841.89;
const BOTTOM = PAGE_HEIGHT - MARGIN - 18;
const WHOLE: Box = { x: MARGIN, width: PAGE_WIDTH - 2 * MARGIN };
const COLUMN_GAP = 24;

const TITLE: Style = { size: 18, weight: 700 };
const BODY: Style = { size: 9.5 };
const STRONG: Style = { size: 9.5, weight: 700 };
const LABEL: Style = { size: 8, color: '#57606a' };
const SMALL: Style = { size: 8, color: '#57606a' };
const FIGURE: Style = { size: 16, weight: 700 };

export async function drawSheet(
  sheet: Sheet,
  slices: readonly FontSlice[],
  fonts: ReadonlyMap<string, Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    // None of the built-in fonts: those have Latin only, and their metrics would be one more file to ship.
    font: null as unknown as string,
    bufferPages: true,
    lang: sheet.language,
    displayTitle: true,
    info: {
      Title: sheet.title,
      Author: sheet.issuer,
      Creator: 'Postmeter',
      CreationDate: new Date(sheet.madeAtMs),
    },
  });
  for (const [name, bytes] of fonts) document.registerFont(name, bytes as unknown as Buffer); // any bytes will do
  const pen = new Pen(document, slices);
  const ground: Ground = { document, pen, whole: WHOLE, top: MARGIN, bottom: BOTTOM };

  let y = drawHead(pen, sheet, MARGIN);
  y = drawParties(pen, sheet, y + 18);
  y = drawFacts(pen, sheet, y + 14);
  y = drawTable(ground, sheet.table, y + 16);
  if (sheet.payment) {
    const { title, lines } = sheet.payment;
    y = drawText(ground, [title], LABEL, y + 14);
    y = drawText(ground, lines, BODY, y);
  }
  drawText(ground, sheet.notes, SMALL, y + 14);
  drawPageNumbers(ground, sheet);
  return bytesOf(document);
}

async function bytesOf(document: InstanceType<typeof PDFDocument>) {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  document.on('data', (chunk) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', () => resolve(undefined)));
  document.end();
  await ended;
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function drawHead(pen: Pen, sheet: Sheet, top: number): number {
  const { issuer, title, subtitle, highlight, notice } = sheet;
  const [left, right] = halves();
  let y = pen.write(issuer, left, top, STRONG) + 10;
  y = pen.write(title, left, y, TITLE);
  y = pen.write(subtitle, left, y, BODY);
  const end = { ...right, align: 'end' } as const;
  let yRight = pen.write(highlight.label, end, top + 22, LABEL);
  yRight = pen.write(highlight.value, end, yRight, FIGURE);
  yRight = pen.write(highlight.note, end, yRight, BODY);
  const lower = Math.max(y, yRight);
  return notice === '' ? lower : pen.write(notice, WHOLE, lower + 10, STRONG);
}

function drawParties(pen: Pen, { parties }: Sheet, top: number): number {
  const columns = halves();
  const ends = parties.map(({ title, lines }, n) => {
    const box = columns[n % 2] ?? WHOLE;
    let y = pen.write(title, box, top, LABEL);
    for (const [at, line] of lines.entries()) y = pen.write(line, box, y, at === 0 ? STRONG : BODY);
    return y;
  });
  return Math.max(top, ...ends);
}

function drawFacts(pen: Pen, { facts }: Sheet, top: number): number {
  const width = (WHOLE.width - COLUMN_GAP * (facts.length - 1)) / Math.max(facts.length, 1);
  const ends = facts.map(({ label, value }, n) => {
    const box = { x: WHOLE.x + n * (width + COLUMN_GAP), width };
    return pen.write(value, box, pen.write(label, box, top, LABEL), BODY);
  });
  return Math.max(top, ...ends);
}

/** Paragraphs over the whole width, on further pages where they need them. */
function drawText(
  { document, pen, top, bottom }: Ground,
  paragraphs: readonly string[],
  style: Style,
  from: number,
): number {
  let y = from;
  for (const paragraph of paragraphs) {
    const height = pen.lines(paragraph, WHOLE, style).length * style.size * LINE_HEIGHT;
    if (y + height > bottom) {
      document.addPage();
      y = top;
    }
    y = pen.write(paragraph, WHOLE, y, style) + 2;
  }
  return y;
}

function drawPageNumbers({ document, pen }: Ground, { title }: Sheet): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    document.switchToPage(page);
    const y = PAGE_HEIGHT - MARGIN;
    pen.write(title, WHOLE, y, SMALL);
    pen.write(`${page + 1} / ${count}`, { ...WHOLE, align: 'end' }, y, SMALL);
  }
}

function halves(): readonly [Box, Box] {
  const width = (WHOLE.width - COLUMN_GAP) / 2;
  return [
    { x: WHOLE.x, width },
    { x: WHOLE.x + width + COLUMN_GAP, width },
  ];
}
