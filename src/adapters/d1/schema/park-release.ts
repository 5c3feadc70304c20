import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { client } from './client.ts';
import { instant } from './columns.ts';

/** A suspicion that an operator has overruled, for one client and month. */
export const parkRelease = sqliteTable(
  'park_release',
  {
    clientId: text('client_id')
      .notNull()
      .references(() => client.id),
    month: text('month').notNull(),
    code: text('code').notNull(),
    /** The operator's reason. */
    note: text('note').notNull(),
    releasedBy: text('released_by').notNull(),
    releasedAtMs: instant('released_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.clientId, table.month, table.code] })],
);
