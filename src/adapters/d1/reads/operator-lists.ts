import { and, asc, desc, eq, lt, ne, sql } from 'drizzle-orm';
import type { Id } from '#core/ids.ts';
import type {
  DocumentsQuery,
  OperatorLists,
  ParkedClient,
  PublishedTerms,
  StoredTokenPrice,
} from '#ports/operator-lists.ts';
import type { Database } from '../database.ts';
import {
  automationRun,
  client,
  invoice,
  invoiceRun,
  invoiceRunItem,
  parkRelease,
  termsVersion,
  tokenPrice,
} from '../schema/schema.ts';
import { heads, toHead } from './invoices.ts';
import { toRun } from './runs.ts';

export function operatorLists({ orm: db }: Database): OperatorLists {
  return {
    async runs({ limit, month, before, billing }) {
      const rows = await db
        .select()
        .from(invoiceRun)
        .where(
          and(
            month && eq(invoiceRun.month, month),
            before && lt(invoiceRun.id, before),
            billing && ne(invoiceRun.trigger, 'shadow'),
          ),
        )
        .orderBy(desc(invoiceRun.id))
        .limit(limit);
      return rows.map((row) => toRun(row));
    },
    async documents({ limit, month, clientId, before }) {
      const rows = await heads(db)
        .where(
          and(
            month && eq(invoice.month, month),
            clientId && eq(invoice.clientId, clientId),
            isBehind({ month, clientId, before }),
          ),
        )
        .orderBy(desc(isByNumber({ month, clientId }) ? invoice.number : invoice.id))
        .limit(limit);
      return rows.map(toHead);
    },
    async parkedClients({ limit, month, after }) {
      const ofMonth = month === undefined ? sql`` : sql`AND month = ${month}`;
      const behind =
        after === undefined
          ? sql``
          : sql`AND (newest.month < ${after.month} OR (newest.month = ${after.month} AND item.client_id > ${after.clientId}))`;
      return db.all<ParkedClient>(
        sql`WITH newest AS (SELECT month, max(id) AS run_id FROM ${invoiceRun} WHERE state = 'executed' ${ofMonth} GROUP BY month)
            SELECT newest.month AS month, newest.run_id AS runId, item.client_id AS clientId, client.email AS email,
              item.reason AS reason, item.content AS content,
              release.released_by AS releasedBy, release.released_at_ms AS releasedAtMs
            FROM newest JOIN ${invoiceRunItem} AS item ON item.run_id = newest.run_id AND item.outcome = 'parked'
            JOIN ${client} AS client ON client.id = item.client_id
            LEFT JOIN ${parkRelease} AS release ON release.client_id = item.client_id AND release.month = newest.month
              AND release.code = item.reason
            WHERE true ${behind}
            ORDER BY newest.month DESC, item.client_id LIMIT ${limit}`,
      );
    },
    async tokenPrices(limit) {
      const rows = await db
        .select()
        .from(tokenPrice)
        .orderBy(desc(tokenPrice.firstMonth), asc(tokenPrice.currency))
        .limit(limit);
      return rows as StoredTokenPrice[]; // the columns hold what core parsed
    },
    async termsVersions(limit) {
      const { kind, version, url, hash, publishedAtMs } = termsVersion;
      const rows = await db
        .select({ kind, version, url, hash, publishedAtMs })
        .from(termsVersion)
        .orderBy(desc(publishedAtMs), asc(kind), desc(version))
        .limit(limit);
      return rows as PublishedTerms[]; // the column holds kinds that core named
    },
    async automationRuns({ limit, before }) {
      const rows = await db
        .select()
        .from(automationRun)
        .where(before && lt(automationRun.id, before))
        .orderBy(desc(automationRun.id))
        .limit(limit);
      return rows.map((row) => ({ ...row, id: row.id as Id<'automation'> }));
    },
  };
}

/** A month's documents come from the index that has them by number; everybody's, and a client's few, by id. */
function isByNumber({ month, clientId }: Pick<DocumentsQuery, 'month' | 'clientId'>): boolean {
  return month !== undefined && clientId === undefined;
}

function isBehind(query: Omit<DocumentsQuery, 'limit'>) {
  const { before } = query;
  if (before === undefined) return undefined;
  return isByNumber(query) ? lt(invoice.number, before.number) : lt(invoice.id, before.id);
}
