import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** One dry run over the panel's users, and its execution. */
export const clientImport = sqliteTable(
  'client_import',
  {
    id: text('id').primaryKey(),
    state: text('state').notNull(),
    system: text('system').notNull(),
    requestedBy: text('requested_by').notNull(),
    nextPage: integer('next_page').notNull().default(1),
    lastPage: integer('last_page').notNull().default(1),
    /** The last panel user that was matched (matching) or dealt with (executing). */
    cursor: integer('cursor').notNull().default(0),
    /** SHA-256 hex over its items; empty until planned. */
    manifest: text('manifest').notNull().default(''),
    createdAtMs: instant('created_at_ms').notNull(),
    plannedAtMs: instant('planned_at_ms').notNull().default(0),
    executedAtMs: instant('executed_at_ms').notNull().default(0),
  },
  (table) => [index('client_import_state').on(table.state)],
);

/** One panel user, and what is made of it. */
export const clientImportItem = sqliteTable(
  'client_import_item',
  {
    importId: text('import_id').notNull(),
    panelUserId: integer('panel_user_id').notNull(),
    email: text('email').notNull(),
    billingUserId: integer('billing_user_id'),
    isAdmin: integer('is_admin').notNull(),
    /** Empty before it is matched. */
    outcome: text('outcome').notNull().default(''),
    reason: text('reason').notNull().default(''),
    /** Canonical JSON; hashed, and executed as it stands. */
    content: text('content').notNull().default(''),
    hash: text('hash').notNull().default(''),
    /** Made by this import, or here before it; empty otherwise. */
    clientId: text('client_id').notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.panelUserId] }),
    index('client_import_item_id').on(table.importId, table.billingUserId),
  ],
);
