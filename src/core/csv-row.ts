/** Numbers and text that is known to be a number go as they are; everything else is somebody's text. */
export type Cell = number | { readonly decimal: string } | string;

/** What spreadsheets take for the beginning of a formula, in the widths that they accept. */
const FORMULA_START = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u;

/**
 * One row of RFC 4180. Text that a spreadsheet would execute gets an apostrophe in front; negative amounts are no text
 * and keep their sign.
 */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.decimal;
  if (cell === '') return '';
  const text = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
