import { and, eq, gt, sql } from 'drizzle-orm';
import type { FoundClient, OperatorClientReads, ParkTrace } from '#ports/operator-client-reads.ts';
import type { Database } from '../database.ts';
import { client, invoice, invoiceRun, invoiceRunItem } from '../schema/schema.ts';
import { CLIENT, clientHistory } from './client-history.ts';
import { clientColumns, toClient } from './clients.ts';
import { heads, toHead } from './invoices.ts';

export function operatorClients({ orm: db }: Database): OperatorClientReads {
  return {
    async searchClients({ text, state, before, limit }) {
      const wanted = text.trim();
      // The few that were found come first, and each is looked up: the other way round every client would be read.
      const source =
        wanted === ''
          ? sql`${client}`
          : sql`(${matching(wanted)}) AS found CROSS JOIN ${client} ON client.id = found.id`;
      const rows = await db.all<FoundClient>(
        sql`SELECT ${FOUND} FROM ${source} WHERE true
              ${state === undefined ? sql`` : sql`AND client.state = ${state}`}
              ${before === undefined ? sql`` : sql`AND client.id < ${before}`}
            ORDER BY client.id DESC LIMIT ${limit}`,
      );
      return rows;
    },
    async foundClient(id) {
      return db.get<FoundClient | undefined>(
        sql`SELECT ${FOUND} FROM ${client} WHERE client.id = ${id}`,
      );
    },
    async clientHistory(id, nowMs, limit) {
      return clientHistory(db, { id, nowMs, limit });
    },
    async clientByNumber(number) {
      const row = await db
        .select(clientColumns)
        .from(client)
        .where(eq(client.number, number))
        .get();
      return toClient(row);
    },
    async parkOf({ clientId, month, code }) {
      return db.get<ParkTrace & { readonly email: string }>(
        sql`SELECT item.run_id AS runId, run.month AS month, run.state AS runState, run.created_at_ms AS runAtMs,
              item.content AS content, client.email AS email
            FROM ${invoiceRunItem} AS item JOIN ${invoiceRun} AS run ON run.id = item.run_id
            JOIN ${client} AS client ON client.id = item.client_id
            WHERE item.client_id = ${clientId} AND item.outcome = 'parked' AND item.reason = ${code} AND run.month = ${month}
            ORDER BY item.run_id DESC LIMIT 1`,
      );
    },
    async documentByNumber({ series, place }) {
      const row = await heads(db)
        .where(
          and(
            eq(invoice.series, series),
            eq(invoice.numberInSeries, place),
            // Written out: with a bound 0 SQLite would not see that the partial index answers it.
            gt(invoice.numberInSeries, sql.raw('0')),
          ),
        )
        .get();
      return row && toHead(row);
    },
  };
}

/** Greater than every character that a text goes on with. */
const AFTER_ALL = '\u{10ffff}';

/** A whole number that the panel or an invoice may know a client by. */
const NUMBER = /^\d{1,15}$/;

/**
 * Ids of the clients whose address, name or company begins with the text, each from its own index. A range instead of
 * LIKE: nothing in the text is a pattern, so nothing has to be escaped.
 */
function matching(text: string) {
  const end = text + AFTER_ALL;
  const lower = text.toLowerCase();
  const number = NUMBER.test(text) ? Number(text) : null;
  // D1 takes five selects in a UNION.
  return sql`SELECT id FROM ${client} WHERE email >= ${lower} AND email < ${lower + AFTER_ALL}
    UNION SELECT id FROM ${client} WHERE name COLLATE NOCASE >= ${text} AND name COLLATE NOCASE < ${end}
    UNION SELECT id FROM ${client} WHERE further_name COLLATE NOCASE >= ${text} AND further_name COLLATE NOCASE < ${end}
    UNION SELECT id FROM ${client} WHERE company <> '' AND company COLLATE NOCASE >= ${text} AND company COLLATE NOCASE < ${end}
    UNION SELECT id FROM ${client} WHERE number = ${number} OR panel_user_id = ${number} OR id = ${text}`;
}

const FOUND = sql.raw(
  Object.entries(CLIENT)
    .map(([name, column]) => `${column} AS ${name}`)
    .join(', '),
);
