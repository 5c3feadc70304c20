import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  sqliteTable,
  sqliteView,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { client } from './client.ts';
import { instant } from './columns.ts';
import { invoiceRun } from './invoice-run.ts';

export const invoice = sqliteTable(
  'invoice',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id')
      .notNull()
      .references(() => client.id),
    month: text('month').notNull(),
    /** `invoice`, `supplement` or `credit_note`. */
    kind: text('kind').notNull(),
    sequence: integer('sequence').notNull(),
    runId: text('run_id')
      .notNull()
      .references(() => invoiceRun.id),
    series: text('series').notNull(),
    /** 0 only inside the batch that inserts and numbers it. */
    numberInSeries: integer('number_in_series').notNull(),
    number: text('number').notNull(),
    currency: text('currency').notNull(),
    /** Negative on a credit note. */
    totalMinor: integer('total_minor').notNull(),
    /** Sum over the lines; what later months are compared with. */
    tokens: integer('tokens').notNull(),
    tokenPrice: text('token_price').notNull(),
    /** JSON as printed: name, company, email. */
    clientSnapshot: text('client_snapshot').notNull(),
    /** JSON as printed: name, address, email. */
    sellerSnapshot: text('seller_snapshot').notNull(),
    /** SHA-256 of the plan item that it was made from. */
    itemHash: text('item_hash').notNull(),
    issuedAtMs: instant('issued_at_ms').notNull(),
    dueAtMs: instant('due_at_ms').notNull(),
    deliveredAtMs: instant('delivered_at_ms'),
  },
  (table) => [
    // The guard against billing twice. Every column is NOT NULL: SQLite treats NULLs as different. The kind is not part
    // of it: two corrections planned from the same state are alternatives, whatever their kinds.
    uniqueIndex('invoice_once').on(table.clientId, table.month, table.sequence),
    uniqueIndex('invoice_number')
      .on(table.series, table.numberInSeries)
      .where(sql`number_in_series > 0`),
    index('invoice_month').on(table.month, table.number),
  ],
);

/**
 * A document's lines are the frozen text that it was made from: one copy, which its hash proves, and no second one that
 * could differ from it. No text has two lines for one resource: `checkUsage` and `correct` in core see to it.
 */
export const invoiceLine = sqliteView('invoice_line', {
  invoiceId: text('invoice_id').notNull(),
  serverId: integer('server_id').notNull(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  hours: integer('hours').notNull(),
  tokens: integer('tokens').notNull(),
  amountMinor: integer('amount_minor').notNull(),
}).as(
  sql`SELECT inv.id AS invoice_id, line.value ->> 'serverId' AS server_id, line.value ->> 'kind' AS kind,
      line.value ->> 'name' AS name, line.value ->> 'hours' AS hours, line.value ->> 'tokens' AS tokens,
      line.value ->> 'amountMinor' AS amount_minor
    FROM invoice AS inv JOIN invoice_run_item AS item ON item.run_id = inv.run_id AND item.client_id = inv.client_id,
      json_each(item.content, '$.lines') AS line`,
);

/** The last number given in a series; moved in the batch that gives numbers. */
export const invoiceSeries = sqliteTable('invoice_series', {
  series: text('series').primaryKey(),
  last: integer('last').notNull(),
});
