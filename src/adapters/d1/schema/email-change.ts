import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { client } from './client.ts';
import { instant } from './columns.ts';

/** A new address that nobody has proved yet. */
export const emailChange = sqliteTable(
  'email_change',
  {
    /** SHA-256 of the mailed token. */
    tokenHash: text('token_hash').primaryKey(),
    clientId: text('client_id')
      .notNull()
      .references(() => client.id),
    newEmail: text('new_email').notNull(),
    expiresAtMs: instant('expires_at_ms').notNull(),
    usedAtMs: instant('used_at_ms'),
  },
  (table) => [
    index('email_change_client').on(table.clientId),
    index('email_change_expiry').on(table.expiresAtMs),
  ],
);
