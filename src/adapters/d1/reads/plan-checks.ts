// Reads that look at a whole plan or a whole month at once.
import { sql } from 'drizzle-orm';
import type { ClientId, RunId } from '#core/ids.ts';
import type { CurrencyTotal } from '#core/invoicing/manifest.ts';
import type { Line } from '#core/invoicing/rate.ts';
import type { CurrencyCode } from '#core/money.ts';
import type {
  NumberSeries,
  RunReads,
  SharedServerClient,
  StoredBilledMonth,
  UnsettledMonth,
} from '#ports/run-reads.ts';
import type { Database } from '../database.ts';
import {
  client,
  invoice,
  invoiceLine,
  invoiceRun,
  invoiceRunItem,
  invoiceSeries,
  parkRelease,
} from '../schema/schema.ts';

type PlanChecks = Pick<
  RunReads,
  'sharedServers' | 'billed' | 'billedTotals' | 'numberSeries' | 'unsettled'
>;

export function planChecks(db: Database['orm']): PlanChecks {
  return {
    async sharedServers(id, limit) {
      const runs = sql`SELECT ${id} UNION ALL
        SELECT other.id FROM ${invoiceRun} AS other JOIN current ON other.month = current.month
        WHERE other.state IN ('executing', 'execution_failed') AND other.id <> ${id}`;
      // What this run would bill, what other runs of the month are about to, and what the month's documents billed: a
      // correction adds to it or takes away from it, so a client pays for a server whose tokens sum up to more than none.
      // Nearly always nobody shares anything, and a server's id alone says so in half the time: `suspect` comes first, and
      // reads the texts of what was billed itself, since the lines' view has all that is in them.
      const rows = await db.all<SharedRow>(
        sql`WITH current AS (SELECT id, month FROM ${invoiceRun} WHERE id = ${id}),
            suspect AS (
              SELECT serverId FROM (
                SELECT item.client_id AS clientId, field.atom AS serverId
                FROM ${invoiceRunItem} AS item, json_tree(item.content, '$.lines') AS field
                WHERE field.key = 'serverId' AND item.outcome IN ('invoice', 'supplement', 'credit_note') AND item.run_id IN (${runs})
                UNION ALL SELECT inv.client_id, field.atom
                FROM ${invoice} AS inv JOIN current ON inv.month = current.month
                  JOIN ${invoiceRunItem} AS item ON item.run_id = inv.run_id AND item.client_id = inv.client_id,
                  json_tree(item.content, '$.lines') AS field
                WHERE field.key = 'serverId'
              ) GROUP BY serverId HAVING min(clientId) <> max(clientId) LIMIT 1
            ), planned AS (
              SELECT item.run_id = ${id} AS here, item.client_id AS clientId, line.value ->> 'serverId' AS serverId, line.value ->> 'tokens' AS tokens
              FROM ${invoiceRunItem} AS item, json_each(item.content, '$.lines') AS line
              WHERE EXISTS (SELECT 1 FROM suspect) AND item.outcome IN ('invoice', 'supplement', 'credit_note')
                AND NOT EXISTS (SELECT 1 FROM ${invoice} AS inv WHERE inv.id = item.invoice_id)
                AND item.run_id IN (${runs})
            ), paid AS (
              SELECT serverId, clientId, max(here) AS here FROM (
                SELECT here AND tokens > 0 AS here, clientId, serverId, tokens FROM planned UNION ALL
                SELECT 0, inv.client_id, line.server_id, line.tokens
                FROM ${invoice} AS inv JOIN current ON inv.month = current.month JOIN ${invoiceLine} AS line ON line.invoice_id = inv.id
                WHERE EXISTS (SELECT 1 FROM suspect))
              GROUP BY serverId, clientId HAVING sum(tokens) > 0
            ), shared AS (
              SELECT serverId FROM paid GROUP BY serverId HAVING count(*) > 1 ORDER BY serverId LIMIT ${limit}
            )
            SELECT paid.serverId AS serverId, paid.clientId AS id, paid.here AND NOT EXISTS (
                SELECT 1 FROM ${parkRelease} AS released JOIN current ON released.month = current.month
                WHERE released.client_id = paid.clientId AND released.code = 'resource_in_two_clients') AS here,
              client.name AS name, client.company AS company, client.email AS email, client.currency AS currency
            FROM shared JOIN paid USING (serverId) JOIN ${client} AS client ON client.id = paid.clientId
            ORDER BY paid.serverId, paid.clientId`,
      );
      const servers = new Map<number, { clientIds: ClientId[]; here: SharedServerClient[] }>();
      for (const { serverId, here, ...person } of rows) {
        const server = servers.get(serverId) ?? { clientIds: [], here: [] };
        server.clientIds.push(person.id);
        if (here === 1) server.here.push(person);
        servers.set(serverId, server);
      }
      return [...servers].map(([serverId, found]) => ({ serverId, ...found }));
    },
    async billed(month, clientIds) {
      const rows = await db.all<BilledRow>(
        sql`SELECT inv.client_id AS clientId, inv.currency AS currency, inv.token_price AS tokenPrice, inv.sequence AS sequence,
              line.kind AS kind, line.server_id AS serverId, line.name AS name, line.hours AS hours, line.tokens AS tokens,
              line.amount_minor AS amountMinor
            FROM json_each(${JSON.stringify(clientIds)}) AS wanted
            JOIN ${invoice} AS inv ON inv.client_id = wanted.value AND inv.month = ${month}
            JOIN ${invoiceLine} AS line ON line.invoice_id = inv.id
            ORDER BY inv.client_id, inv.sequence, line.server_id, line.kind DESC`,
      );
      const months = new Map<ClientId, StoredBilledMonth & { readonly lines: Line[] }>();
      for (const { clientId, currency, tokenPrice, sequence, ...line } of rows) {
        const before = months.get(clientId) ?? { currency, tokenPrice, documents: 0, lines: [] };
        before.lines.push(line);
        months.set(clientId, { ...before, documents: Math.max(before.documents, sequence + 1) });
      }
      return months;
    },
    async billedTotals(month, except = '' as RunId) {
      return db.all<CurrencyTotal>(
        sql`SELECT currency, sum(total_minor) AS amountMinor, count(*) AS invoices FROM ${invoice}
            WHERE month = ${month} AND run_id <> ${except} GROUP BY currency ORDER BY currency`,
      );
    },
    async numberSeries(series) {
      const row = await db.get<NumberSeries>(
        sql`SELECT coalesce((SELECT last FROM ${invoiceSeries} WHERE series = ${series}), 0) AS counter,
              coalesce(min(number_in_series), 0) AS first, coalesce(max(number_in_series), 0) AS last, count(*) AS count
            FROM ${invoice} WHERE series = ${series} AND number_in_series > 0`,
      );
      return row ?? { counter: 0, first: 0, last: 0, count: 0 };
    },
    async unsettled(months) {
      return db.all<UnsettledMonth>(
        sql`WITH asked AS (
              SELECT key AS position, value ->> 'month' AS month, coalesce((
                  SELECT run.id FROM ${invoiceRun} AS run
                  WHERE run.month = value ->> 'month' AND run.state = 'executed' ORDER BY run.id DESC LIMIT 1), '') AS runId
              FROM json_each(${JSON.stringify(months)})
              WHERE value ->> 'endMs' > (SELECT min(enrolled_at_ms) FROM ${client} WHERE state = 'enrolled')
            ), counted AS (
              SELECT position, month, runId, (SELECT count(*) FROM ${invoiceRunItem} AS item
                WHERE item.run_id = runId AND item.outcome = 'parked') AS parked
              FROM asked
            )
            SELECT month, runId, parked FROM counted WHERE runId = '' OR parked > 0 ORDER BY position`,
      );
    },
  };
}

interface SharedRow extends SharedServerClient {
  readonly serverId: number;
  readonly here: 0 | 1;
}

interface BilledRow extends Line {
  readonly clientId: ClientId;
  readonly currency: CurrencyCode;
  readonly tokenPrice: string;
  readonly sequence: number;
}
