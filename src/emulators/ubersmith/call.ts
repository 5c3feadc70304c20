/** One call, and what it may answer. */
import { byColumn } from '../billing-desk/by-column.ts';
import { type PhpMap, textAt } from '../php-form/php-value.ts';
import type { UbersmithSwitchValues } from './switches.ts';
import type { UbersmithTables } from './tables.ts';

/** The system with its clock and switches; `tables` is replaced by a reset. */
export interface Ubersmith {
  tables: UbersmithTables;
  readonly values: UbersmithSwitchValues;
  /** Their clock, which may be off. */
  readonly nowMs: () => number;
}

export interface UbersmithCall {
  readonly ubersmith: Ubersmith;
  readonly tables: UbersmithTables;
  readonly args: PhpMap;
}

export type Outcome =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly code: number; readonly message: string }
  | { readonly ok: 'file'; readonly response: Response };

export interface UbersmithMethod {
  readonly about: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** A call that makes something, which a test may ask to happen twice. */
  readonly creates?: true;
  readonly run: (call: UbersmithCall) => Outcome;
}

/** By `module.method`. */
export type UbersmithMethods = Readonly<Record<string, UbersmithMethod>>;

export function done(data: unknown): Outcome {
  return { ok: true, data };
}

/** The codes are not public; 1 and 3 are known to occur. */
export function refused(message: string, code: 1 | 3 = 1): Outcome {
  return { ok: false, code, message };
}

export function idAt({ args }: UbersmithCall, name: string): number {
  return Number(textAt(args, name) ?? Number.NaN);
}

/** Whether a flag is set; `fallback` where it is not sent. */
export function flagAt({ args }: UbersmithCall, name: string, fallback: boolean): boolean {
  const text = textAt(args, name);
  return text === undefined ? fallback : text !== '' && text !== '0';
}

/** The `meta_*` fields of a call, as far as such custom fields exist. */
export function metadataOf({ args, ubersmith }: UbersmithCall): Record<string, string> {
  const known = ubersmith.values.metadataFields;
  // Its names come from outside.
  const metadata: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(args)) {
    const key = name.replace(/^meta_/, '');
    if (key === name || typeof value !== 'string') continue;
    if (known === null || known.includes(key)) metadata[key] = value;
  }
  return metadata;
}

/** Rows under their ids, by `order_by` (else by id) in `direction`, cut to limit and offset. */
export function mapped<Row>(
  { args }: UbersmithCall,
  rows: readonly Row[],
  idOf: (row: Row) => number,
  show: (row: Row) => object,
): Outcome {
  const shown = rows.map((row) => ({ id: idOf(row), row: show(row) }));
  const isDescending = (textAt(args, 'direction') ?? '').toLowerCase() === 'desc';
  const sort = byColumn(textAt(args, 'order_by') ?? '', isDescending);
  const sortById = byColumn('id', isDescending);
  const ordered = shown.toSorted((a, b) => sort(a.row, b.row) || sortById(a, b));
  const offset = wholeAt(args, 'offset', 0);
  const page = ordered.slice(offset, offset + wholeAt(args, 'limit', rows.length));
  return done(new Map(page.map(({ id, row }) => [id, row])));
}

function wholeAt(args: PhpMap, name: string, fallback: number): number {
  const number = Number(textAt(args, name) || fallback);
  return Number.isSafeInteger(number) && number >= 0 ? number : fallback;
}

export function unix(ms: number): string {
  return String(Math.floor(ms / 1000));
}
