import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** One row for each time that the past was forgotten: nothing from before the latest instant can be metered any more. */
export const meteringPruning = sqliteTable('metering_pruning', {
  /** The start of a month. */
  beforeMs: instant('before_ms').primaryKey(),
  /** Servers up to this id are done. */
  throughServerId: integer('through_server_id').notNull().default(0),
  startedAtMs: instant('started_at_ms').notNull(),
  /** 0 while servers are left. */
  finishedAtMs: instant('finished_at_ms').notNull().default(0),
});
