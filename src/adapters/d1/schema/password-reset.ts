import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { client } from './client.ts';
import { instant } from './columns.ts';

export const passwordReset = sqliteTable(
  'password_reset',
  {
    tokenHash: text('token_hash').primaryKey(),
    clientId: text('client_id')
      .notNull()
      .references(() => client.id),
    expiresAtMs: instant('expires_at_ms').notNull(),
    usedAtMs: instant('used_at_ms'),
  },
  (table) => [
    index('password_reset_client').on(table.clientId),
    index('password_reset_expiry').on(table.expiresAtMs),
  ],
);
