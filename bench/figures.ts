// What a series of rounds says, and how it is printed. Figures are medians; the spread stands beside them.

export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly rounds: number;
}

/** One line of a table: a label and cells that are already text. */
export type Row = readonly [label: string, ...cells: string[]];

export interface Table {
  readonly title: string;
  readonly head: Row;
  readonly rows: readonly Row[];
  /** What a reader must know to read the figures. */
  readonly notes: readonly string[];
}

export interface SuiteResult {
  readonly tables: readonly Table[];
  /** The same and more for scripts. */
  readonly data: Readonly<Record<string, unknown>>;
}

export function figure(values: readonly number[]): Figure {
  if (values.length === 0) throw new Error('a figure of no rounds');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
    rounds: sorted.length,
  };
}

/** Median of the rounds' own ratios: both sides of a round saw the same state of the machine. */
export function ratio(over: readonly number[], under: readonly number[]): Figure {
  return figure(over.map((value, i) => value / (under[i] ?? Number.NaN)));
}

/** `4,812 (4,700–4,901)`. */
export function withSpread({ median, min, max }: Figure, digits = 0): string {
  return `${number(median, digits)} (${number(min, digits)}–${number(max, digits)})`;
}

export function number(value: number, digits = 0): string {
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

export function megabytes(bytes: number): string {
  return `${number(bytes / 1_000_000, 1)} MB`;
}

export function print({ title, head, rows, notes }: Table): void {
  const lines = [head, ...rows];
  const widths = head.map((_, column) =>
    Math.max(...lines.map((row) => (row[column] ?? '').length)),
  );
  const text = (row: Row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  console.log(`\n${title}\n`);
  console.log(`  ${text(head)}`);
  console.log(`  ${widths.map((width) => '-'.repeat(width)).join('  ')}`);
  for (const row of rows) console.log(`  ${text(row)}`);
  for (const note of notes) console.log(`  · ${note}`);
}
