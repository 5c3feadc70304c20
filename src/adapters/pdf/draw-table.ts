import type PDFDocument from 'pdfkit';
import type { SheetTable } from '#core/sheet.ts';
import { type Box, LINE_HEIGHT, type Pen, type Style } from './pen.ts';

/** Where things are drawn: the document, and the part of each page that they may fill. */
export interface Ground {
  readonly document: InstanceType<typeof PDFDocument>;
  readonly pen: Pen;
  readonly whole: Box;
  readonly top: number;
  readonly bottom: number;
}

const HEAD: Style = { size: 8, color: '#57606a' };
const BODY: Style = { size: 9 };
const TOTAL: Style = { size: 9.5, weight: 700 };
const PADDING = 4;
const COLUMN_GAP = 10;
const RULE = '#d0d7de';

/** Draws the table from `y` on, over pages; answers where it ends. A row is never divided, and the sums stay together. */
export function drawTable(ground: Ground, table: SheetTable, from: number): number {
  const boxes = boxesOf(ground.whole, table);
  const titles = table.columns.map(({ title }) => title);
  let y = drawRow(ground, boxes, titles, from, HEAD);
  const turnPage = () => {
    ground.document.addPage();
    y = drawRow(ground, boxes, titles, ground.top, HEAD);
  };
  for (const row of table.rows) {
    if (y + heightOf(ground, boxes, row, BODY) > ground.bottom) turnPage();
    y = drawRow(ground, boxes, row, y, BODY);
  }
  const sums = table.sums.reduce((sum, row) => sum + heightOf(ground, boxes, row, TOTAL), 0);
  if (y + sums > ground.bottom) turnPage();
  for (const [at, row] of table.sums.entries()) {
    y = drawRow(ground, boxes, row, y, at === table.sums.length - 1 ? TOTAL : BODY);
  }
  return y;
}

function drawRow(
  { document, pen, whole }: Ground,
  boxes: readonly Box[],
  cells: readonly string[],
  y: number,
  style: Style,
): number {
  const ends = boxes.map((box, n) => pen.write(cells[n] ?? '', box, y + PADDING, style));
  const end = Math.max(...ends) + PADDING;
  document
    .moveTo(whole.x, end)
    .lineTo(whole.x + whole.width, end)
    .lineWidth(0.5)
    .strokeColor(RULE)
    .stroke();
  return end;
}

function heightOf(
  { pen }: Ground,
  boxes: readonly Box[],
  cells: readonly string[],
  style: Style,
): number {
  const lines = boxes.map((box, n) => pen.lines(cells[n] ?? '', box, style).length);
  return Math.max(...lines) * style.size * LINE_HEIGHT + 2 * PADDING;
}

function boxesOf(whole: Box, { columns }: SheetTable): readonly Box[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const width = whole.width - COLUMN_GAP * (columns.length - 1);
  let { x } = whole;
  return columns.map(({ share, align }) => {
    const box: Box = { x, width: (width * share) / shares, align };
    x += box.width + COLUMN_GAP;
    return box;
  });
}
