/** What an action answers, before it is known how lists, numbers and empties are written. */

export type Wire =
  | string
  | number
  | boolean
  | null
  | NestedList
  | readonly Wire[]
  | { readonly [key: string]: Wire };

export type Fields = Readonly<Record<string, Wire>>;

/** The vendor's usual list: `{"invoices":{"invoice":[…]}}`. Here `element` is `invoice`. */
export class NestedList {
  readonly element: string;
  readonly rows: readonly Fields[];
  /** How the documentation shows it empty, where it shows that at all. */
  readonly whenEmpty: '' | 'nested';

  constructor(element: string, rows: readonly Fields[], whenEmpty: '' | 'nested' = 'nested') {
    this.element = element;
    this.rows = rows;
    this.whenEmpty = whenEmpty;
  }
}

export type Answer =
  | { readonly ok: true; readonly fields: Fields }
  | { readonly ok: false; readonly message: string };

export function done(fields: Fields = {}): Answer {
  return { ok: true, fields };
}

/** A business error: HTTP 200, and `result` is `error`. */
export function refused(message: string): Answer {
  return { ok: false, message };
}
