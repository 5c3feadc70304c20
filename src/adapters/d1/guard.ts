import { type SQL, sql } from 'drizzle-orm';
import { commitGuard } from './schema/schema.ts';

/**
 * Fails the whole batch unless `condition` holds at this point of it: the row that would be inserted otherwise breaks
 * the table's check. Where the condition holds nothing is written.
 */
export function guard(condition: SQL): SQL {
  return sql`INSERT INTO ${commitGuard} (ok) SELECT 0 WHERE NOT (${condition})`;
}
