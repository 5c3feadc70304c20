import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** What the operator was warned of: one mail a cause and day. */
export const alarm = sqliteTable(
  'alarm',
  {
    /** Day first: those of one day are read together. `YYYY-MM-DD`, UTC like the triggers. */
    day: text('day').notNull(),
    cause: text('cause').notNull(),
    raisedAtMs: instant('raised_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.cause] })],
);
