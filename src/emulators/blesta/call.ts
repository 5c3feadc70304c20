/** One call of a model's method, and what it may answer. */
import { byColumn } from '../billing-desk/by-column.ts';
import type { Webhook } from '../billing-desk/webhook-sender.ts';
import { mapAt, type PhpMap } from '../php-form/php-value.ts';
import type { BlestaSwitchValues } from './switches.ts';
import type { BlestaTables } from './tables.ts';

/** The system with its clock and switches; `tables` is replaced by a reset. */
export interface Blesta {
  tables: BlestaTables;
  readonly values: BlestaSwitchValues;
  /** Their clock, which may be off. */
  readonly nowMs: () => number;
  readonly send: (webhook: Webhook) => Promise<number | null>;
}

export interface BlestaCall {
  readonly blesta: Blesta;
  readonly tables: BlestaTables;
  readonly args: PhpMap;
  /** Where the request came in, for webhooks whose address is only a path. */
  readonly origin: string;
}

/** By field, then by code, as Blesta's `Input` component reports them. */
export type Errors = Record<string, Record<string, string>>;

export type Outcome =
  | { readonly ok: true; readonly response: unknown }
  | { readonly ok: false; readonly errors: Errors };

export interface BlestaMethod {
  /** Names in their order; those that end in `?` are optional. */
  readonly parameters: readonly string[];
  /** A method that makes something, which a test may ask to happen twice. */
  readonly creates?: true;
  readonly run: (call: BlestaCall) => Outcome | Promise<Outcome>;
}

/** By `model/method`. */
export type BlestaMethods = Readonly<Record<string, BlestaMethod>>;

export function done(response: unknown): Outcome {
  return { ok: true, response };
}

export function refused(errors: Errors): Outcome {
  return { ok: false, errors };
}

/** A list, or what this install answers for an empty one. */
export function listed(call: BlestaCall, rows: readonly unknown[]): Outcome {
  return done(rows.length === 0 && call.blesta.values.emptyList === 'false' ? false : rows);
}

/** The rows of the page that was asked for. */
export function pageOf<Row>({ args, blesta }: BlestaCall, rows: readonly Row[]): readonly Row[] {
  const asked = Number(args.page ?? 1);
  const page = Number.isSafeInteger(asked) && asked > 0 ? asked : 1;
  const { pageSize } = blesta.values;
  return rows.slice((page - 1) * pageSize, page * pageSize);
}

/** Rows as `order_by[COLUMN]=ASC` wants them, else by `usual`; equal ones by their ids. */
export function ordered<Row extends { readonly id: number }>(
  { args }: BlestaCall,
  rows: readonly Row[],
  usual: string,
): readonly Row[] {
  const asked = Object.entries(mapAt(args, 'order_by'));
  const columns = asked.length === 0 ? [[usual, 'ASC']] : asked;
  const sorters = [...columns, ['id', 'ASC']].map(([column = '', direction]) =>
    byColumn(String(column), String(direction).toUpperCase() === 'DESC'),
  );
  return rows.toSorted((a, b) => sorters.map((sort) => sort(a, b)).find(Boolean) ?? 0);
}

export function idAt({ args }: BlestaCall, name: string): number {
  const value = args[name];
  return typeof value === 'string' ? Number(value) : Number.NaN;
}
