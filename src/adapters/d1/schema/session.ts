import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { client } from './client.ts';
import { instant } from './columns.ts';

export const session = sqliteTable(
  'session',
  {
    /** SHA-256 of the cookie. */
    tokenHash: text('token_hash').primaryKey(),
    clientId: text('client_id')
      .notNull()
      .references(() => client.id),
    createdAtMs: instant('created_at_ms').notNull(),
    expiresAtMs: instant('expires_at_ms').notNull(),
    /** When whoever holds it last proved who they are. */
    authenticatedAtMs: instant('authenticated_at_ms').notNull().default(0),
    /** Where it was opened, truncated, and by what, coarse. */
    network: text('network').notNull().default(''),
    device: text('device').notNull().default(''),
  },
  (table) => [
    index('session_client').on(table.clientId),
    index('session_expiry').on(table.expiresAtMs),
  ],
);
