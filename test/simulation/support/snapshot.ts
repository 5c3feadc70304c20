// The database as the checks see it, read by their own statements.
import { env } from 'cloudflare:workers';

export interface InvoiceRow {
  readonly id: string;
  readonly client_id: string;
  readonly month: string;
  readonly kind: string;
  readonly sequence: number;
  readonly run_id: string;
  readonly series: string;
  readonly number_in_series: number;
  readonly number: string;
  readonly currency: string;
  readonly total_minor: number;
  readonly tokens: number;
  readonly token_price: string;
  readonly item_hash: string;
  readonly client_snapshot: string;
  readonly issued_at_ms: number;
}

export interface LineRow {
  readonly invoice_id: string;
  readonly kind: 'server' | 'backup';
  readonly server_id: number;
  readonly hours: number;
  readonly tokens: number;
  readonly amount_minor: number;
}

export interface ClientRow {
  readonly id: string;
  readonly email: string;
  readonly currency: string;
  readonly state: string;
  readonly failure: string;
  readonly panel_user_id: number | null;
  readonly enrolled_at_ms: number | null;
}

export interface RunRow {
  readonly id: string;
  readonly month: string;
  readonly trigger: string;
  readonly state: string;
  readonly header: string;
  readonly manifest: string;
  readonly planned_at_ms: number;
  readonly created_at_ms: number;
}

export interface ItemRow {
  readonly run_id: string;
  readonly client_id: string;
  readonly outcome: string;
  readonly reason: string;
  readonly content: string;
  readonly hash: string;
}

export interface TaskRow {
  /** 0: somebody waits for it; its link has expired by the next day, and it is not sent then. */
  readonly priority: 0 | 1;
  readonly id: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly state: string;
}

export interface Snapshot {
  readonly invoices: readonly InvoiceRow[];
  readonly lines: readonly LineRow[];
  readonly clients: readonly ClientRow[];
  readonly runs: readonly RunRow[];
  readonly items: readonly ItemRow[];
  readonly tasks: readonly TaskRow[];
  readonly series: readonly { readonly series: string; readonly last: number }[];
  readonly issued: readonly { readonly subject_id: string; readonly times: number }[];
  readonly approvals: readonly {
    readonly subject_id: string;
    readonly at_ms: number;
    readonly detail: string;
  }[];
  readonly releases: readonly {
    readonly client_id: string;
    readonly month: string;
    readonly code: string;
  }[];
  readonly prices: readonly {
    readonly currency: string;
    readonly first_month: string;
    readonly price: string;
  }[];
}

const READS: Readonly<Record<keyof Snapshot, string>> = {
  invoices: 'SELECT * FROM invoice ORDER BY client_id, month, sequence',
  lines: 'SELECT * FROM invoice_line ORDER BY invoice_id, server_id, kind',
  clients: 'SELECT * FROM client ORDER BY id',
  runs: 'SELECT * FROM invoice_run ORDER BY id',
  items: 'SELECT * FROM invoice_run_item ORDER BY run_id, client_id',
  tasks: 'SELECT id, kind, subject_id, priority, state FROM outbox',
  series: 'SELECT * FROM invoice_series',
  issued:
    "SELECT subject_id, count(*) AS times FROM audit_event WHERE action = 'invoice_issued' GROUP BY subject_id",
  approvals: "SELECT subject_id, at_ms, detail FROM audit_event WHERE action = 'run_approved'",
  releases: 'SELECT client_id, month, code FROM park_release',
  prices: 'SELECT currency, first_month, price FROM token_price',
};

export async function takeSnapshot(): Promise<Snapshot> {
  const names = Object.keys(READS) as (keyof Snapshot)[]; // the keys of the table above
  const answers = await env.DB.batch(names.map((name) => env.DB.prepare(READS[name])));
  const read = Object.fromEntries(names.map((name, i) => [name, answers[i]?.results ?? []]));
  return read as unknown as Snapshot; // the statements name the columns of the types above
}

/** The price in force in a month. */
export function priceIn(
  prices: Snapshot['prices'],
  currency: string,
  month: string,
): string | undefined {
  return prices
    .filter((row) => row.currency === currency && row.first_month <= month)
    .sort((a, b) => (a.first_month < b.first_month ? 1 : -1))[0]?.price;
}

export function groupBy<T>(list: readonly T[], key: (of: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(key(one)) ?? [];
    group.push(one);
    groups.set(key(one), group);
  }
  return groups;
}
