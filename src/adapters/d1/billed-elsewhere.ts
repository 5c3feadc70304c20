import { type SQL, sql } from 'drizzle-orm';
import { movedClient } from './schema/schema.ts';

/** Whether the add-on before us bills this month of the client; the same rule as `billedByUs` in core, inside a batch. */
export function billedElsewhere(clientId: SQL, month: SQL): SQL {
  return sql`EXISTS (SELECT 1 FROM ${movedClient} AS moved WHERE moved.client_id = ${clientId} AND ${isTheirs(month)})`;
}

/** The same of a row of `moved_client` that the statement calls `moved`. */
export function isTheirs(month: SQL): SQL {
  return sql`(moved.billed_from = '' OR moved.billed_from > ${month})`;
}
