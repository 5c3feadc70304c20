// Rows as JSON texts, so that one statement answers many lists.
import { type SQL, sql } from 'drizzle-orm';

/** Names for JSON, and the columns that they stand for. */
export type Fields = Readonly<Record<string, string>>;

export function jsonObject(fields: Fields): SQL {
  const pairs = Object.entries(fields).map(([name, column]) => `'${name}', ${column}`);
  return sql.raw(`json_object(${pairs.join(', ')})`);
}

/** The rows of a select. A list that comes out of a subquery has to be told to be JSON again. */
export function jsonList(fields: Fields, select: SQL): SQL {
  return sql`json((SELECT json_group_array(${jsonObject(fields)}) FROM (${select})))`;
}
