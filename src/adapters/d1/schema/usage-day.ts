import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { client } from './client.ts';
import { instant } from './columns.ts';

/**
 * What a client's month had cost at the end of one of its days; noted when somebody first looks. The first note of a month
 * deletes those of the months before, which no page shows: a client has 31 rows at most.
 */
export const usageDay = sqliteTable(
  'usage_day',
  {
    clientId: text('client_id')
      .notNull()
      .references(() => client.id),
    /** `YYYY-MM-DD` in the billing time zone. */
    date: text('date').notNull(),
    costMinor: integer('cost_minor').notNull(),
    notedAtMs: instant('noted_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.clientId, table.date] })],
);
