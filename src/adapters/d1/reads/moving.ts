import { sql } from 'drizzle-orm';
import type { ClientId } from '#core/ids.ts';
import type { CutOverFacts } from '#core/moving/cut-over.ts';
import type { MovedClient, MovingReads, ShadowSum, StoredShadowRow } from '#ports/moving-reads.ts';
import type { Database } from '../database.ts';
import {
  billingLink,
  client,
  invoice,
  invoiceRunItem,
  movedClient,
  shadowComparison,
  termsAcceptance,
  termsVersion,
} from '../schema/schema.ts';
import { importReads } from './imports.ts';

/** Whether `client` has accepted the version of each text that was published last. */
const termsAccepted = sql`NOT EXISTS (
  SELECT 1 FROM (SELECT kind, version, max(published_at_ms) FROM ${termsVersion} GROUP BY kind) AS current
  WHERE NOT EXISTS (SELECT 1 FROM ${termsAcceptance} AS accepted WHERE accepted.client_id = client.id
    AND accepted.kind = current.kind AND accepted.version = current.version))`;

export function movingReads({ orm: db }: Database): MovingReads {
  return {
    ...importReads(db),
    async clients(after, limit) {
      const rows = await db.all<Omit<MovedClient, 'termsAccepted'> & { termsAccepted: 0 | 1 }>(
        sql`SELECT client.id AS clientId, client.email AS email, client.state AS state, moved.system AS system,
              moved.billing_user_id AS billingUserId, moved.billed_from AS billedFrom, moved.imported_at_ms AS importedAtMs,
              moved.invited_at_ms AS invitedAtMs, ${termsAccepted} AS termsAccepted
            FROM ${movedClient} AS moved JOIN ${client} AS client ON client.id = moved.client_id
            WHERE moved.client_id > ${after} ORDER BY moved.client_id LIMIT ${limit}`,
      );
      return rows.map((row) => ({ ...row, termsAccepted: row.termsAccepted === 1 }));
    },
    async cutOverFacts(clientIds, shadowRun) {
      const rows = await db.all<FactsRow>(
        sql`SELECT client.id AS clientId, moved.billed_from AS billedFrom, client.state = 'enrolled' AS isEnrolled,
              ${termsAccepted} AS termsAccepted,
              (SELECT verdict FROM ${shadowComparison} AS shadow WHERE shadow.run_id = ${shadowRun}
                AND shadow.client_id = client.id) AS shadow,
              coalesce((SELECT max(inv.month) FROM ${invoice} AS inv WHERE inv.client_id = client.id), '') AS newestBilled
            FROM json_each(${JSON.stringify(clientIds)}) AS wanted
            JOIN ${movedClient} AS moved ON moved.client_id = wanted.value
            JOIN ${client} AS client ON client.id = moved.client_id`,
      );
      return new Map(
        rows.map(({ clientId, shadow, ...row }) => [
          clientId,
          {
            ...row,
            shadow: shadow ?? undefined,
            isEnrolled: row.isEnrolled === 1,
            termsAccepted: row.termsAccepted === 1,
          },
        ]),
      );
    },
    async toCompare(runId, system, limit) {
      const rows = await db.all<ToCompareRow>(
        sql`SELECT item.client_id AS clientId, item.outcome AS outcome, item.reason AS reason, item.currency AS currency,
              coalesce(item.content -> '$.lines', '[]') AS lines, coalesce(link.billing_client_id, '') AS billingClientId
            FROM ${invoiceRunItem} AS item
            LEFT JOIN ${billingLink} AS link ON link.client_id = item.client_id AND link.system = ${system}
            WHERE item.run_id = ${runId} AND item.client_id > coalesce(
              (SELECT max(done.client_id) FROM ${shadowComparison} AS done WHERE done.run_id = ${runId}), '')
            ORDER BY item.client_id LIMIT ${limit}`,
      );
      return rows.map(({ clientId, billingClientId, lines, ...item }) => ({
        clientId,
        billingClientId,
        item: { ...item, lines: JSON.parse(lines) },
      }));
    },
    async shadowRows(runId, after, limit, verdict) {
      return db.all<StoredShadowRow>(
        sql`SELECT shadow.client_id AS clientId, client.email AS email, shadow.verdict AS verdict, shadow.currency AS currency,
              shadow.here_minor AS hereMinor, shadow.there_minor AS thereMinor, shadow.content AS content
            FROM ${shadowComparison} AS shadow JOIN ${client} AS client ON client.id = shadow.client_id
            WHERE shadow.run_id = ${runId} AND shadow.client_id > ${after}
              AND (${verdict ?? ''} = '' OR shadow.verdict = ${verdict ?? ''})
            ORDER BY shadow.client_id LIMIT ${limit}`,
      );
    },
    async shadowSums(runId) {
      return db.all<ShadowSum>(
        sql`SELECT verdict, currency, count(*) AS clients, sum(here_minor) AS hereMinor, sum(there_minor) AS thereMinor
            FROM ${shadowComparison} WHERE run_id = ${runId} GROUP BY verdict, currency ORDER BY verdict, currency`,
      );
    },
  };
}

type FactsRow = Omit<CutOverFacts, 'isEnrolled' | 'termsAccepted' | 'shadow'> & {
  readonly clientId: ClientId;
  readonly isEnrolled: 0 | 1;
  readonly termsAccepted: 0 | 1;
  readonly shadow: NonNullable<CutOverFacts['shadow']> | null;
};

type ToCompareRow = Omit<ToCompareItem, 'lines'> & {
  readonly clientId: ClientId;
  readonly billingClientId: string;
  readonly lines: string;
};
type ToCompareItem = Awaited<ReturnType<MovingReads['toCompare']>>[number]['item'];
