/** Rows as a database sorts them by one column: numbers by their size, also where they are texts; null and absent first. */
export function byColumn(column: string, isDescending: boolean) {
  const sign = isDescending ? -1 : 1;
  return (a: object, b: object): number => sign * compare(cell(a, column), cell(b, column));
}

function cell(row: object, column: string): unknown {
  return Object.hasOwn(row, column) ? row[column as keyof typeof row] : null;
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = [String(a ?? ''), String(b ?? '')];
  const difference = Number(left || Number.NaN) - Number(right || Number.NaN);
  if (!Number.isNaN(difference)) return difference;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
