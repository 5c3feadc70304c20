import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';
import { invoice } from './invoice.ts';

/** How far a document has come in the billing system, and what is known there of its payment. */
export const delivery = sqliteTable(
  'delivery',
  {
    invoiceId: text('invoice_id')
      .primaryKey()
      .references(() => invoice.id),
    clientId: text('client_id').notNull(),
    /** `builtin`, `whmcs`, …: ids and journal mean nothing in another one. */
    system: text('system').notNull(),
    reference: text('reference').notNull(),
    /** Raised by every commit: who holds an older one was overtaken, and its commit fails. */
    version: integer('version').notNull(),
    phase: text('phase').notNull(),
    /** Their id of the document, empty before it is known. */
    documentId: text('document_id').notNull().default(''),
    /** JSON: their ids of the lines by our keys. */
    lines: text('lines').notNull().default('{}'),
    /** Since then a write may or may not have happened; 0 when nothing is in doubt. */
    inDoubtSinceMs: instant('in_doubt_since_ms').notNull().default(0),
    /** Code and words of the last failure; empty when there is none. */
    problem: text('problem').notNull().default(''),
    problemDetail: text('problem_detail').notNull().default(''),
    /** `open`, `partially_paid`, `paid`, `refunded`, `cancelled`, `missing`; empty before it is delivered. */
    payment: text('payment').notNull().default(''),
    paidAtMs: instant('paid_at_ms'),
    /** When its payment is read again; null when it is not. */
    nextLookMs: instant('next_look_ms'),
    createdAtMs: instant('created_at_ms').notNull(),
    updatedAtMs: instant('updated_at_ms').notNull(),
  },
  (table) => [
    index('delivery_document').on(table.system, table.documentId),
    index('delivery_look').on(table.system, table.nextLookMs).where(sql`next_look_ms IS NOT NULL`),
    index('delivery_in_doubt').on(table.clientId).where(sql`in_doubt_since_ms > 0`),
    index('delivery_problem').on(table.system, table.problem).where(sql`problem <> ''`),
  ],
);
