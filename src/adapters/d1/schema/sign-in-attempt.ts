import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** Failures under one count of `core/sign-in/attempt-limits.ts`. */
export const signInAttempt = sqliteTable(
  'sign_in_attempt',
  {
    /** SHA-256 of what is counted: it has addresses in it. */
    key: text('key').primaryKey(),
    failures: integer('failures').notNull(),
    lastAtMs: instant('last_at_ms').notNull(),
  },
  (table) => [index('sign_in_attempt_last').on(table.lastAtMs)],
);
