import { type SQL, sql } from 'drizzle-orm';
import type { ClientId } from '#core/ids.ts';
import type { MovingChange } from '#ports/moving-changes.ts';
import { guard } from '../guard.ts';
import { jsonParameters } from '../json-parameters.ts';
import { auditEvent, invoice, movedClient, shadowComparison } from '../schema/schema.ts';
import { importStatements } from './import.ts';

type Of<T extends MovingChange['type']> = Extract<MovingChange, { type: T }>;

export function movingStatements(change: MovingChange): SQL[] {
  switch (change.type) {
    case 'clients_invited':
      return [
        guard(movedAre(change.clientIds, sql`moved.invited_at_ms = 0`)),
        sql`UPDATE ${movedClient} SET invited_at_ms = ${change.atMs} WHERE client_id IN (${idsOf(change.clientIds)})`,
      ];
    case 'shadow_compared':
      return compared(change);
    case 'clients_cut_over':
      return [
        guard(movedAre(change.clientIds, sql`moved.billed_from = ''`)),
        auditRows(change, 'client_cut_over', sql`${change.from}`),
        sql`UPDATE ${movedClient} SET billed_from = ${change.from} WHERE client_id IN (${idsOf(change.clientIds)})`,
      ];
    case 'clients_cut_back':
      return [
        guard(movedAre(change.clientIds, sql`moved.billed_from <> '' AND ${nothingOfOursBilled}`)),
        auditRows(change, 'client_cut_back', sql`''`),
        sql`UPDATE ${movedClient} SET billed_from = '' WHERE client_id IN (${idsOf(change.clientIds)})`,
      ];
    default:
      return importStatements(change);
  }
}

const nothingOfOursBilled = sql`NOT EXISTS (SELECT 1 FROM ${invoice} AS inv
  WHERE inv.client_id = moved.client_id AND inv.month >= moved.billed_from)`;

/** Every one of them is imported, and meets the condition on `moved`. */
function movedAre(clientIds: readonly ClientId[], condition: SQL): SQL {
  return sql`${clientIds.length} = (SELECT count(*) FROM ${movedClient} AS moved
    WHERE moved.client_id IN (${idsOf(clientIds)}) AND ${condition})`;
}

/** Before the change, so that both values can be read. */
function auditRows(
  { clientIds, actor, atMs }: Of<'clients_cut_over'> | Of<'clients_cut_back'>,
  action: string,
  after: SQL,
): SQL {
  return sql`INSERT INTO ${auditEvent} (at_ms, actor, action, subject_id, detail)
    SELECT ${atMs}, ${actor}, ${action}, client_id, json_object('before', billed_from, 'after', ${after})
    FROM ${movedClient} WHERE client_id IN (${idsOf(clientIds)})`;
}

function compared({ runId, rows, atMs }: Of<'shadow_compared'>): SQL[] {
  const values = rows.map(({ clientId, verdict, currency, hereMinor, thereMinor, content }) =>
    JSON.stringify([clientId, verdict, currency, hereMinor, thereMinor, content]),
  );
  return jsonParameters(values).map(
    (parameter) => sql`INSERT INTO ${shadowComparison}
        (run_id, client_id, verdict, currency, here_minor, there_minor, content, compared_at_ms)
      SELECT ${runId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, ${atMs}
      FROM json_each(${parameter}) WHERE true ON CONFLICT (run_id, client_id) DO NOTHING`,
  );
}

function idsOf(clientIds: readonly ClientId[]): SQL {
  return sql`SELECT value FROM json_each(${JSON.stringify(clientIds)})`;
}
