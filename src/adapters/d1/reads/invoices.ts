import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  getViewSelectedFields,
  gt,
  gte,
  inArray,
  lt,
  ne,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { groupsOf } from '#core/groups-of.ts';
import type { InvoiceId } from '#core/ids.ts';
import { type DocumentState, TELLING_PAYMENTS } from '#core/invoicing/document-state.ts';
import type { Line, LineKind } from '#core/invoicing/rate.ts';
import type {
  Invoice,
  InvoiceHead,
  InvoiceOrigin,
  InvoiceQuery,
  InvoiceReads,
} from '#ports/invoice-reads.ts';
import type { Database } from '../database.ts';
import { delivery, invoice, invoiceLine, invoiceRun, invoiceRunItem } from '../schema/schema.ts';

export function invoiceReads({ orm: db }: Database): InvoiceReads {
  return {
    async byId(id) {
      const [head, lines] = await db.batch([heads(db).where(eq(invoice.id, id)), linesOf(db, id)]);
      return head[0] && { ...toHead(head[0]), lines: lines.map(toLine) };
    },
    async headById(id) {
      const row = await heads(db).where(eq(invoice.id, id)).get();
      return row && toHead(row);
    },
    async origin(id) {
      const row = await db
        .select({
          content: invoiceRunItem.content,
          manifest: invoiceRun.manifest,
          header: invoiceRun.header,
        })
        .from(invoice)
        .innerJoin(invoiceRun, eq(invoiceRun.id, invoice.runId))
        .innerJoin(
          invoiceRunItem,
          and(
            eq(invoiceRunItem.runId, invoice.runId),
            eq(invoiceRunItem.clientId, invoice.clientId),
          ),
        )
        .where(eq(invoice.id, id))
        .get();
      return row && { ...row, header: JSON.parse(row.header) as InvoiceOrigin['header'] };
    },
    async ofClient(clientId, id) {
      const found = await this.byId(id);
      return found?.clientId === clientId ? found : undefined;
    },
    async listOfClient(clientId, limit, query = {}) {
      const rows = await heads(db)
        .where(and(eq(invoice.clientId, clientId), ...conditionsOf(query)))
        .orderBy(desc(invoice.month), desc(invoice.id))
        .limit(limit);
      return rows.map(toHead);
    },
    async yearsOfClient(clientId) {
      const rows = await db
        .selectDistinct({ year: YEAR })
        .from(invoice)
        .where(eq(invoice.clientId, clientId))
        .orderBy(desc(YEAR));
      return rows.map(({ year }) => year);
    },
    async linesOfClient(clientId) {
      const rows = await db
        .select(getViewSelectedFields(invoiceLine))
        .from(invoice)
        .innerJoin(invoiceLine, eq(invoiceLine.invoiceId, invoice.id))
        .where(eq(invoice.clientId, clientId))
        .orderBy(asc(invoiceLine.invoiceId), ...inOrder);
      const lines = new Map<InvoiceId, Line[]>();
      for (const row of rows) {
        const id = row.invoiceId as InvoiceId; // the column holds ids that core made
        const known = lines.get(id);
        if (known) known.push(toLine(row));
        else lines.set(id, [toLine(row)]);
      }
      return lines;
    },
    async listOfMonth(month, after, limit) {
      const found = await heads(db)
        .where(and(eq(invoice.month, month), gt(invoice.number, after)))
        .orderBy(asc(invoice.number))
        .limit(limit);
      const lines = new Map<string, Line[]>(found.map(({ id }) => [id, []]));
      for (const group of groupsOf(found, MAX_IDS_PER_QUERY)) {
        const ids = group.map(({ id }) => id);
        const rows = await db
          .select()
          .from(invoiceLine)
          .where(inArray(invoiceLine.invoiceId, ids))
          .orderBy(asc(invoiceLine.invoiceId), ...inOrder);
        for (const row of rows) lines.get(row.invoiceId)?.push(toLine(row));
      }
      return found.map((row): Invoice => ({ ...toHead(row), lines: lines.get(row.id) ?? [] }));
    },
  };
}

/** A series ends in the local year of issue, whatever its prefix was. */
const YEAR = sql<string>`substr(${invoice.series}, -4)`;

/** What is known of a document's payment stands with its delivery, and it may have none yet. */
const PAYMENT = sql<string>`coalesce(${delivery.payment}, '')`;

/** Documents with the time zone that their run froze, and what is known of their payment. */
export function heads(db: Database['orm']) {
  return db
    .select({
      ...getTableColumns(invoice),
      timeZone: sql<string>`${invoiceRun.header} ->> '$.timeZone'`,
      payment: PAYMENT,
    })
    .from(invoice)
    .innerJoin(invoiceRun, eq(invoiceRun.id, invoice.runId))
    .leftJoin(delivery, eq(delivery.invoiceId, invoice.id));
}

/** What `documentState` says, as conditions. */
function conditionsOf({ year, state, before }: InvoiceQuery): (SQL | undefined)[] {
  return [
    year === undefined ? undefined : eq(YEAR, year),
    before &&
      or(
        lt(invoice.month, before.month),
        and(eq(invoice.month, before.month), lt(invoice.id, before.id)),
      ),
    ...(state ? inState(state.is, state.nowMs) : []),
  ];
}

function inState(state: DocumentState, nowMs: number): SQL[] {
  if (state === 'credit') return [eq(invoice.kind, 'credit_note')];
  const isBill = ne(invoice.kind, 'credit_note');
  if (state !== 'due' && state !== 'past_due') return [isBill, eq(PAYMENT, state)];
  const byDate = (state === 'due' ? gte : lt)(invoice.dueAtMs, nowMs);
  return [isBill, notInArray(PAYMENT, [...TELLING_PAYMENTS]), byDate];
}

/** Servers by id, each before its backups. */
const inOrder = [asc(invoiceLine.serverId), desc(invoiceLine.kind)];

/** D1 takes 100 bound parameters. */
const MAX_IDS_PER_QUERY = 90;

function linesOf(db: Database['orm'], id: string) {
  return db
    .select()
    .from(invoiceLine)
    .where(eq(invoiceLine.invoiceId, id))
    .orderBy(...inOrder);
}

type HeadRow = typeof invoice.$inferSelect & {
  readonly timeZone: string;
  readonly payment: string;
};

/** The casts state what only this adapter writes. */
export function toHead(row: HeadRow): InvoiceHead {
  return {
    id: row.id as InvoiceHead['id'],
    kind: row.kind as InvoiceHead['kind'],
    sequence: row.sequence,
    runId: row.runId as InvoiceHead['runId'],
    itemHash: row.itemHash,
    number: row.number,
    clientId: row.clientId as InvoiceHead['clientId'],
    month: row.month as InvoiceHead['month'],
    currency: row.currency as InvoiceHead['currency'],
    totalMinor: row.totalMinor,
    tokenPrice: row.tokenPrice,
    client: JSON.parse(row.clientSnapshot) as InvoiceHead['client'],
    seller: JSON.parse(row.sellerSnapshot) as InvoiceHead['seller'],
    timeZone: row.timeZone,
    issuedAtMs: row.issuedAtMs,
    dueAtMs: row.dueAtMs,
    payment: row.payment as InvoiceHead['payment'],
  };
}

function toLine(row: typeof invoiceLine.$inferSelect): Line {
  const { kind, serverId, name, hours, tokens, amountMinor } = row;
  return { kind: kind as LineKind, serverId, name, hours, tokens, amountMinor };
}
