import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** Signed requests that were used; each works once. */
export const adminRequest = sqliteTable('admin_request', {
  jti: text('jti').primaryKey(),
  kid: text('kid').notNull(),
  action: text('action').notNull(),
  receivedAtMs: instant('received_at_ms').notNull(),
});
