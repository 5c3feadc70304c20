import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { PanelUser } from '#core/enrolment/match-panel-user.ts';
import type { HereAlready } from '#core/moving/match-import.ts';
import type {
  ImportCount,
  ImportHash,
  ImportItem,
  Invitee,
  MovingReads,
  StoredImport,
} from '#ports/moving-reads.ts';
import type { Database } from '../database.ts';
import {
  billingLink,
  client,
  clientImport,
  clientImportItem,
  movedClient,
} from '../schema/schema.ts';

type ImportReads = Pick<
  MovingReads,
  | 'import'
  | 'toMatch'
  | 'importHashes'
  | 'toImport'
  | 'importCounts'
  | 'importItems'
  | 'toInvite'
  | 'countToInvite'
>;

export function importReads(db: Database['orm']): ImportReads {
  return {
    async import(id) {
      const row = await db.select().from(clientImport).where(eq(clientImport.id, id)).get();
      return row as StoredImport | undefined; // ids and states are core's own
    },
    async toMatch(id, system, after, limit) {
      const rows = await db.all<CandidateRow>(
        sql`SELECT item.panel_user_id AS id, item.email AS email, item.billing_user_id AS billingUserId, item.is_admin AS isAdmin,
              (SELECT count(*) FROM ${clientImportItem} AS same
                WHERE same.import_id = ${id} AND same.billing_user_id = item.billing_user_id) AS sameId,
              (SELECT c.id FROM ${client} AS c WHERE c.panel_user_id = item.panel_user_id) AS byPanelUser,
              (SELECT c.id FROM ${client} AS c WHERE c.email = lower(trim(item.email))) AS byEmail,
              (SELECT c.id FROM ${client} AS c WHERE c.number = item.billing_user_id) AS byNumber,
              (SELECT link.client_id FROM ${billingLink} AS link WHERE link.system = ${system}
                AND link.billing_client_id = CAST(item.billing_user_id AS TEXT)) AS byLink
            FROM ${clientImportItem} AS item
            WHERE item.import_id = ${id} AND item.panel_user_id > ${after} ORDER BY item.panel_user_id LIMIT ${limit}`,
      );
      return rows.map(({ id: userId, email, billingUserId, isAdmin, sameId, ...here }) => ({
        user: { id: userId, email, billingUserId, isAdmin: isAdmin === 1 },
        sameId,
        here,
      }));
    },
    async importHashes(id, after, limit) {
      return db
        .select(hashColumns)
        .from(clientImportItem)
        .where(and(eq(clientImportItem.importId, id), gt(clientImportItem.panelUserId, after)))
        .orderBy(asc(clientImportItem.panelUserId))
        .limit(limit);
    },
    async toImport(id, after, limit) {
      return db
        .select(hashColumns)
        .from(clientImportItem)
        .where(
          and(
            eq(clientImportItem.importId, id),
            gt(clientImportItem.panelUserId, after),
            eq(clientImportItem.outcome, 'import'),
          ),
        )
        .orderBy(asc(clientImportItem.panelUserId))
        .limit(limit);
    },
    async importCounts(id) {
      return db.all<ImportCount>(
        sql`SELECT outcome, reason, count(*) AS count, sum(outcome = 'import' AND client_id <> '') AS imported
            FROM ${clientImportItem} WHERE import_id = ${id} GROUP BY outcome, reason ORDER BY outcome, reason`,
      );
    },
    async importItems(id, after, limit) {
      return db.all<ImportItem>(
        sql`SELECT panel_user_id AS panelUserId, email, billing_user_id AS billingUserId, outcome, reason, client_id AS clientId
            FROM ${clientImportItem} WHERE import_id = ${id} AND panel_user_id > ${after}
            ORDER BY panel_user_id LIMIT ${limit}`,
      );
    },
    // CROSS JOIN, here and below: few wait for their letter, and the other way round every client would be read.
    async toInvite(limit) {
      return db.all<Invitee>(
        sql`SELECT client.id AS id, client.email AS email, client.name AS name
            FROM ${movedClient} AS moved CROSS JOIN ${client} AS client ON client.id = moved.client_id
            WHERE moved.invited_at_ms = 0 AND client.state = 'enrolled' ORDER BY moved.client_id LIMIT ${limit}`,
      );
    },
    async countToInvite() {
      const row = await db.get<{ count: number }>(
        sql`SELECT count(*) AS count FROM ${movedClient} AS moved CROSS JOIN ${client} AS client ON client.id = moved.client_id
            WHERE moved.invited_at_ms = 0 AND client.state = 'enrolled'`,
      );
      return row?.count ?? 0;
    },
  };
}

const hashColumns = {
  panelUserId: clientImportItem.panelUserId,
  content: clientImportItem.content,
  hash: clientImportItem.hash,
} satisfies Record<keyof ImportHash, unknown>;

type CandidateRow = Omit<PanelUser, 'isAdmin'> &
  HereAlready & { readonly isAdmin: 0 | 1; readonly sameId: number };
