import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Two measurements of a client's month side by side, as they were when the run was planned. */
export const runComparison = sqliteTable(
  'run_comparison',
  {
    runId: text('run_id').notNull(),
    clientId: text('client_id').notNull(),
    /** JSON: the servers of both, or why there is no second measurement. */
    content: text('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.clientId] })],
);
