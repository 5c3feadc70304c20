import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** A client's shadow of a month beside what the add-on billed for it, as it was when they were compared. */
export const shadowComparison = sqliteTable(
  'shadow_comparison',
  {
    runId: text('run_id').notNull(),
    clientId: text('client_id').notNull(),
    verdict: text('verdict').notNull(),
    currency: text('currency').notNull(),
    hereMinor: integer('here_minor').notNull(),
    thereMinor: integer('there_minor').notNull(),
    /** JSON: both sides, server by server. */
    content: text('content').notNull(),
    comparedAtMs: instant('compared_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.clientId] })],
);
