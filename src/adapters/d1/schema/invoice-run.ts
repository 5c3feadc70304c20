import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** One attempt to invoice one billing month: plan, then execute. */
export const invoiceRun = sqliteTable(
  'invoice_run',
  {
    id: text('id').primaryKey(),
    month: text('month').notNull(),
    /** `schedule` executes its own plan; `override` waits for an approval of the manifest. */
    trigger: text('trigger').notNull(),
    state: text('state').notNull(),
    /** Raised whenever a worker takes the run up; a commit under an older fence fails. */
    fence: integer('fence').notNull().default(0),
    /** The last client whose item was written (planning) or executed (executing). */
    cursor: text('cursor').notNull().default(''),
    /** JSON of the facts common to all its invoices. */
    header: text('header').notNull(),
    /** SHA-256 hex over header and items; empty until planned. */
    manifest: text('manifest').notNull().default(''),
    /** Invoices that this run made. */
    issued: integer('issued').notNull().default(0),
    /** Items that another run had invoiced by the time this one came to them. */
    conflicts: integer('conflicts').notNull().default(0),
    /** D1 Time Travel bookmark from just before the first invoice; empty where the platform gave none. */
    bookmark: text('bookmark').notNull().default(''),
    failure: text('failure').notNull().default(''),
    requestedBy: text('requested_by').notNull(),
    createdAtMs: instant('created_at_ms').notNull(),
    plannedAtMs: instant('planned_at_ms').notNull().default(0),
    /** When it began to make documents; an override waits for its approval before. */
    executingAtMs: instant('executing_at_ms').notNull().default(0),
    executedAtMs: instant('executed_at_ms').notNull().default(0),
    /** Last sign of work; an old one in a working state is a stuck run. */
    touchedAtMs: instant('touched_at_ms').notNull(),
  },
  (table) => [
    index('invoice_run_state').on(table.state, table.id),
    index('invoice_run_month').on(table.month, table.state),
  ],
);

/** What a run intends for one client, frozen. */
export const invoiceRunItem = sqliteTable(
  'invoice_run_item',
  {
    runId: text('run_id')
      .notNull()
      .references(() => invoiceRun.id),
    clientId: text('client_id').notNull(),
    outcome: text('outcome').notNull(),
    /** Of the document within client and month; 0 for the invoice. */
    sequence: integer('sequence').notNull(),
    reason: text('reason').notNull(),
    currency: text('currency').notNull(),
    totalMinor: integer('total_minor').notNull(),
    invoiceId: text('invoice_id').notNull(),
    /** Canonical JSON; hashed, and executed as it stands. */
    content: text('content').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.clientId] }),
    // Few are parked; without this, finding them in past months would read every item ever planned.
    index('invoice_run_item_parked').on(table.runId).where(sql`outcome = 'parked'`),
    index('invoice_run_item_parked_client').on(table.clientId).where(sql`outcome = 'parked'`),
  ],
);
