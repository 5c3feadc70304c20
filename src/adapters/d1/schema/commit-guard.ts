import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable } from 'drizzle-orm/sqlite-core';

/**
 * Makes a batch fail: a row with 0 breaks the check and rolls everything back, which an UPDATE that matches no row
 * would not. Nothing else is ever inserted, so the table is always empty.
 */
export const commitGuard = sqliteTable('commit_guard', { ok: integer('ok').notNull() }, (table) => [
  check('commit_guard_ok', sql`${table.ok} = 1`),
]);
