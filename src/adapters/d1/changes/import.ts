import { type SQL, sql } from 'drizzle-orm';
import type { ImportState } from '#core/moving/import-state.ts';
import type { MovingChange } from '#ports/moving-changes.ts';
import { guard } from '../guard.ts';
import { jsonParameters } from '../json-parameters.ts';
import { clientImport, clientImportItem } from '../schema/schema.ts';
import { importedStatements } from './imported-clients.ts';

type ImportChange = Exclude<
  MovingChange,
  { type: 'clients_invited' | 'shadow_compared' | 'clients_cut_over' | 'clients_cut_back' }
>;
type Of<T extends ImportChange['type']> = Extract<ImportChange, { type: T }>;

export function importStatements(change: ImportChange): SQL[] {
  switch (change.type) {
    case 'import_started':
      return [
        sql`UPDATE ${clientImport} SET state = 'superseded' WHERE state IN ('listing', 'matching', 'planned')`,
        // Addresses of people who may be nobody's client are not kept longer than somebody may look at them.
        sql`DELETE FROM ${clientImportItem} WHERE import_id IN (
              SELECT id FROM ${clientImport} WHERE state IN ('superseded', 'executed'))`,
        sql`INSERT INTO ${clientImport} (id, state, system, requested_by, created_at_ms)
            VALUES (${change.id}, 'listing', ${change.system}, ${change.requestedBy}, ${change.atMs})`,
      ];
    case 'import_listed':
      return listed(change);
    case 'import_relisted':
      return [
        importIs(change.id, 'listing'),
        sql`DELETE FROM ${clientImportItem} WHERE import_id = ${change.id}`,
        sql`UPDATE ${clientImport} SET next_page = 1 WHERE id = ${change.id}`,
      ];
    case 'import_matched':
      return matched(change);
    case 'import_planned':
      return [
        importIs(change.id, 'matching'),
        sql`UPDATE ${clientImport} SET state = 'planned', manifest = ${change.manifest}, cursor = 0,
              planned_at_ms = ${change.atMs} WHERE id = ${change.id}`,
      ];
    case 'import_approved':
      return [
        importIs(change.id, 'planned'),
        sql`UPDATE ${clientImport} SET state = 'executing' WHERE id = ${change.id}`,
      ];
    case 'clients_imported':
      return [importIs(change.id, 'executing', change.cursor), ...importedStatements(change)];
    case 'import_executed':
      return [
        importIs(change.id, 'executing'),
        sql`UPDATE ${clientImport} SET state = 'executed', executed_at_ms = ${change.atMs} WHERE id = ${change.id}`,
      ];
  }
}

/** Whoever steps at the same time fails here, and reads again. */
function importIs(id: string, state: ImportState, cursor?: number): SQL {
  const atCursor = cursor === undefined ? sql`` : sql` AND cursor = ${cursor}`;
  return guard(
    sql`EXISTS (SELECT 1 FROM ${clientImport} WHERE id = ${id} AND state = ${state}${atCursor})`,
  );
}

/** A user who moved to a later page while the list was read comes twice, and is kept once. */
function listed({ id, page, users, lastPage, next, total }: Of<'import_listed'>): SQL[] {
  const rows = users.map(({ id: userId, email, billingUserId, isAdmin }) =>
    JSON.stringify([userId, email, billingUserId, isAdmin ? 1 : 0]),
  );
  return [
    importIs(id, 'listing'),
    guard(sql`EXISTS (SELECT 1 FROM ${clientImport} WHERE id = ${id} AND next_page = ${page})`),
    ...jsonParameters(rows).map(
      (
        parameter,
      ) => sql`INSERT INTO ${clientImportItem} (import_id, panel_user_id, email, billing_user_id, is_admin)
        SELECT ${id}, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(${parameter})
        WHERE true ON CONFLICT (import_id, panel_user_id) DO NOTHING`,
    ),
    ...(next === 'matching' && total !== undefined
      ? [guard(sql`${total} = (SELECT count(*) FROM ${clientImportItem} WHERE import_id = ${id})`)]
      : []),
    sql`UPDATE ${clientImport} SET state = ${next}, next_page = next_page + 1, last_page = ${lastPage} WHERE id = ${id}`,
  ];
}

function matched({ id, cursor, items, nextCursor }: Of<'import_matched'>): SQL[] {
  const rows = items.map(({ panelUserId, outcome, reason, clientId, content, hash }) =>
    JSON.stringify([panelUserId, outcome, reason, clientId, content, hash]),
  );
  return [
    importIs(id, 'matching', cursor),
    ...jsonParameters(rows).map(
      (parameter) => sql`WITH item AS MATERIALIZED (SELECT value FROM json_each(${parameter}))
        UPDATE ${clientImportItem} SET outcome = item.value ->> 1, reason = item.value ->> 2,
          client_id = item.value ->> 3, content = item.value ->> 4, hash = item.value ->> 5
        FROM item WHERE import_id = ${id} AND panel_user_id = item.value ->> 0`,
    ),
    sql`UPDATE ${clientImport} SET cursor = ${nextCursor} WHERE id = ${id}`,
  ];
}
