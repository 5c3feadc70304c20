import { isColoured, styled } from './style.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
  /** Never cut: somebody will copy it. */
  readonly whole?: boolean;
}

/** Between two columns. */
const GAP = '  ';
/** A column that gives way keeps at least these. */
const LEAST_PLACES = 8;

/**
 * Rows as text under their titles, each column as wide as it needs. East Asian letters count as two places. On a terminal
 * the widest columns are cut until a row fits a line; in a pipe nothing is cut.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
  terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'> = process.stdout,
): string {
  const texts = rows.map((row) => columns.map((_, i) => String(row[i] ?? '')));
  const needed = columns.map(({ title }, i) =>
    Math.max(...[title, ...texts.map((row) => row[i] ?? '')].map(widthOf)),
  );
  const widths = terminal.isTTY ? fitting(needed, columns, terminal.columns) : needed;
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => {
        const width = widths[i] ?? 0;
        const text = cut(cell, width);
        const space = ' '.repeat(width - widthOf(text));
        return columns[i]?.align === 'right' ? space + text : text + space;
      })
      .join(GAP)
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join(GAP);
  const head = line(columns.map(({ title }) => title));
  return [styled('bold', head, isColoured(terminal)), rule, ...texts.map(line)].join('\n');
}

/** Takes places from the widest column of text until all fit. Figures are never cut: half a number is a wrong one. */
function fitting(
  needed: readonly number[],
  columns: readonly Column[],
  places: number,
): readonly number[] {
  const widths = [...needed];
  const gives = columns.map(({ align, whole }) => align !== 'right' && whole !== true);
  const total = () => widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  while (total() > places) {
    const widest = Math.max(...widths.filter((_, i) => gives[i]));
    if (!(widest > LEAST_PLACES)) return widths;
    const i = widths.findIndex((width, at) => width === widest && gives[at]);
    widths[i] = widest - 1;
  }
  return widths;
}

function cut(text: string, places: number): string {
  if (widthOf(text) <= places) return text;
  let kept = '';
  let width = 1; // the sign that something is missing
  for (const character of text) {
    width += widthOf(character);
    if (width > places) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Places that a text takes on a terminal: two for wide letters, none for marks on other letters. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text.replace(/\p{Mn}|\p{Cf}/gu, '')) {
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
