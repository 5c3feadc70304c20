/** `limitstart` and `limitnum`, and the three counts that stand beside a page. */
import type { Call } from './action.ts';
import type { Fields } from './answer.ts';

const PAGE_SIZE = 25;

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly counts: Fields;
}

export function pageOf<Row>({ installation, params }: Call, found: readonly Row[]): Page<Row> {
  const { maximumPageSize } = installation.tables.options;
  const start = Math.max(0, params.integer('limitstart'));
  const asked = params.integer('limitnum') > 0 ? params.integer('limitnum') : PAGE_SIZE;
  const size = maximumPageSize === null ? asked : Math.min(asked, maximumPageSize);
  const rows = found.slice(start, start + size);
  const counts = { totalresults: found.length, startnumber: start, numreturned: rows.length };
  return { rows, counts };
}

/** A prefix of any of the texts, without case: a search for `ann@x.example` also finds `ann@x.example.org`. */
export function beginsWith(texts: readonly string[], search: string): boolean {
  const wanted = search.toLowerCase();
  return texts.some((text) => text.toLowerCase().startsWith(wanted));
}

export function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a).toLowerCase(), String(b).toLowerCase()];
  return left < right ? -1 : Number(left > right);
}
