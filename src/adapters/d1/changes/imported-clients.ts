// Makes clients of planned items, in one batch. Whoever has become somebody here since the plan is passed over by every
// statement alike, because each goes by the clients that the first one made.
import { type SQL, sql } from 'drizzle-orm';
import type { MovingChange } from '#ports/moving-changes.ts';
import {
  auditEvent,
  billingLink,
  client,
  clientImport,
  clientImportItem,
  movedClient,
} from '../schema/schema.ts';

type Imported = Extract<MovingChange, { type: 'clients_imported' }>;

export function importedStatements(change: Imported): SQL[] {
  const { id, system, clients, leftAlone, nextCursor, actor, atMs } = change;
  const rows = JSON.stringify(clients);
  const gone = JSON.stringify(leftAlone);
  const each = sql`json_each(${rows}) AS row`;
  // A client has the id that this batch gave it, or was not made by it.
  const made = sql`${each} JOIN ${client} AS made ON made.id = row.value ->> 'id'`;
  return [
    // No password: nobody can sign in before they have set one by a link to their address.
    sql`INSERT INTO ${client} (id, number, email, name, company, currency, password_hash, state, panel_user_id, created_at_ms, enrolled_at_ms)
        SELECT row.value ->> 'id', row.value ->> 'billingUserId', row.value ->> 'email', row.value ->> 'name',
          row.value ->> 'company', row.value ->> 'currency', '', 'enrolled', row.value ->> 'panelUserId', ${atMs}, ${atMs}
        FROM ${each}
        WHERE NOT EXISTS (SELECT 1 FROM ${billingLink} AS link
          WHERE link.system = ${system} AND link.billing_client_id = row.value ->> 'billingUserId')
        ON CONFLICT DO NOTHING`,
    sql`INSERT INTO ${movedClient} (client_id, system, billing_user_id, import_id, imported_at_ms)
        SELECT made.id, ${system}, made.number, ${id}, ${atMs} FROM ${made}`,
    sql`INSERT INTO ${billingLink} (client_id, system, billing_client_id, linked_at_ms)
        SELECT made.id, ${system}, CAST(made.number AS TEXT), ${atMs} FROM ${made}`,
    sql`INSERT INTO ${auditEvent} (at_ms, actor, action, subject_id, detail)
        SELECT ${atMs}, ${actor}, 'client_imported', made.id,
          json_object('import', ${id}, 'panelUserId', made.panel_user_id, 'system', ${system}, 'billingClientId', made.number)
        FROM ${made}`,
    sql`UPDATE ${clientImportItem} SET client_id = made.id FROM ${made}
        WHERE import_id = ${id} AND ${clientImportItem}.panel_user_id = row.value ->> 'panelUserId'`,
    sql`UPDATE ${clientImportItem} SET outcome = 'left_alone', reason = row.value ->> 'reason'
        FROM json_each(${gone}) AS row
        WHERE import_id = ${id} AND ${clientImportItem}.panel_user_id = row.value ->> 'panelUserId'`,
    sql`UPDATE ${clientImportItem} SET outcome = 'left_alone', reason = 'changed_since_plan'
        FROM ${each}
        WHERE import_id = ${id} AND ${clientImportItem}.panel_user_id = row.value ->> 'panelUserId'
          AND NOT EXISTS (SELECT 1 FROM ${client} AS made WHERE made.id = row.value ->> 'id')`,
    sql`UPDATE ${clientImport} SET cursor = ${nextCursor} WHERE id = ${id}`,
  ];
}
