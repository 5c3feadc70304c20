import { sql } from 'drizzle-orm';
import type { ComparisonCounts, ComparisonRow, RunReads } from '#ports/run-reads.ts';
import type { Database } from '../database.ts';
import { client, runComparison } from '../schema/schema.ts';

/** Whether some server of a stored comparison lies beyond the tolerance. */
const DIFFERS = sql`EXISTS (SELECT 1 FROM json_each(found.content, '$.servers') AS server WHERE server.value ->> 'differs')`;
const NOT_COMPARED = sql`found.content ->> 'kind' = 'not_compared'`;

export function comparisonReads(
  db: Database['orm'],
): Pick<RunReads, 'comparisons' | 'comparisonCounts'> {
  return {
    async comparisons(id, after, limit, apart = false) {
      const which = apart ? sql` AND (${DIFFERS} OR ${NOT_COMPARED})` : sql``;
      const rows = await db.all<Omit<ComparisonRow, 'comparison'> & { readonly content: string }>(
        sql`SELECT found.client_id AS clientId, client.email AS email, found.content AS content
            FROM ${runComparison} AS found JOIN ${client} AS client ON client.id = found.client_id
            WHERE found.run_id = ${id} AND found.client_id > ${after}${which} ORDER BY found.client_id LIMIT ${limit}`,
      );
      return rows.map(({ content, ...row }) => ({ ...row, comparison: JSON.parse(content) }));
    },
    async comparisonCounts(id) {
      const row = await db.get<ComparisonCounts>(
        sql`SELECT coalesce(sum(NOT ${DIFFERS} AND NOT ${NOT_COMPARED}), 0) AS agree,
              coalesce(sum(${DIFFERS}), 0) AS differ, coalesce(sum(${NOT_COMPARED}), 0) AS notCompared
            FROM ${runComparison} AS found WHERE found.run_id = ${id}`,
      );
      return row ?? { agree: 0, differ: 0, notCompared: 0 };
    },
  };
}
