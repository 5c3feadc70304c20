export interface Column {
  readonly title: string;
  readonly align?: 'right';
}

/** Rows as text under their titles, each column as wide as it needs. East Asian letters count as two places. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const texts = rows.map((row) => columns.map((_, i) => String(row[i] ?? '')));
  const widths = columns.map(({ title }, i) =>
    Math.max(...[title, ...texts.map((row) => row[i] ?? '')].map(widthOf)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => {
        const space = ' '.repeat((widths[i] ?? 0) - widthOf(cell));
        return columns[i]?.align === 'right' ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width));
  return [line(columns.map(({ title }) => title)), rule.join('  '), ...texts.map(line)].join('\n');
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
