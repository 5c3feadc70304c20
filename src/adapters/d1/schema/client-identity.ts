import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { client } from './client.ts';
import { instant } from './columns.ts';

/** Who a client is for another system that recognises people. One of theirs is never two of ours. */
export const clientIdentity = sqliteTable(
  'client_identity',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    clientId: text('client_id')
      .notNull()
      .references(() => client.id),
    linkedAtMs: instant('linked_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.subject] }),
    index('client_identity_client').on(table.clientId),
  ],
);
