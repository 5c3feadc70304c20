/** One call, and what it may answer. */
import type { Webhook } from '../billing-desk/webhook-sender.ts';
import { type PhpMap, textAt } from '../php-form/php-value.ts';
import type { HostbillSwitchValues } from './switches.ts';
import type { HostbillTables } from './tables.ts';

/** The system with its clock and switches; `tables` is replaced by a reset. */
export interface Hostbill {
  tables: HostbillTables;
  readonly values: HostbillSwitchValues;
  /** Their clock, which may be off. */
  readonly nowMs: () => number;
  readonly send: (webhook: Webhook) => Promise<number | null>;
}

export interface HostbillCall {
  readonly hostbill: Hostbill;
  readonly tables: HostbillTables;
  readonly args: PhpMap;
  readonly origin: string;
}

export type Outcome =
  | { readonly ok: true; readonly answer: Record<string, unknown> }
  | { readonly ok: false; readonly errors: readonly string[] };

export interface HostbillMethod {
  readonly required: readonly string[];
  /** A call that makes something, which a test may ask to happen twice. */
  readonly creates?: true;
  readonly run: (call: HostbillCall) => Outcome | Promise<Outcome>;
}

export type HostbillMethods = Readonly<Record<string, HostbillMethod>>;

export function done(answer: Record<string, unknown>): Outcome {
  return { ok: true, answer };
}

export function refused(...errors: readonly string[]): Outcome {
  return { ok: false, errors };
}

export function idAt({ args }: HostbillCall, name: string): number {
  return Number(textAt(args, name) ?? Number.NaN);
}

/** One page of rows under `key`; the first page is 0, and `sorterpage` names the next one. */
export function paged(call: HostbillCall, key: string, rows: readonly unknown[]): Outcome {
  const { values } = call.hostbill;
  if (rows.length === 0 && values.emptyLists === 'refused') return refused('Nothing found');
  const asked = whole(textAt(call.args, 'perpage'));
  const perpage = values.perPageHonoured && asked > 0 ? asked : values.pageSize;
  const page = whole(textAt(call.args, 'page'));
  const sorter = {
    perpage,
    totalpages: Math.max(1, Math.ceil(rows.length / perpage)),
    sorterrecords: rows.length,
    sorterpage: page + 1,
  };
  return done({ [key]: rows.slice(page * perpage, (page + 1) * perpage), sorter });
}

function whole(text: string | undefined): number {
  const number = Number(text ?? 0);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}
