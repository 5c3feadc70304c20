import { primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { client } from './client.ts';
import { instant } from './columns.ts';

/** Who a client is in a billing system. Two of ours are never one of theirs. */
export const billingLink = sqliteTable(
  'billing_link',
  {
    clientId: text('client_id')
      .notNull()
      .references(() => client.id),
    system: text('system').notNull(),
    billingClientId: text('billing_client_id').notNull(),
    linkedAtMs: instant('linked_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.system] }),
    uniqueIndex('billing_link_once').on(table.system, table.billingClientId),
  ],
);
