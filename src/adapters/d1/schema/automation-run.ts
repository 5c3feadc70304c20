import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** One daily automation and what it did. */
export const automationRun = sqliteTable('automation_run', {
  id: text('id').primaryKey(),
  trigger: text('trigger').notNull(),
  startedAtMs: instant('started_at_ms').notNull(),
  finishedAtMs: instant('finished_at_ms').notNull(),
  /** JSON: the steps with their outcome. */
  report: text('report').notNull(),
});
