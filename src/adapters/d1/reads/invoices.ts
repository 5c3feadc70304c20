import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm';
import type { Line, LineKind } from '#core/invoicing/rate.ts';
import type { Invoice, InvoiceHead, InvoiceOrigin, InvoiceReads } from '#ports/store.ts';
import type { Database } from '../database.ts';
import { delivery, invoice, invoiceLine, invoiceRun, invoiceRunItem } from '../schema/schema.ts';

export function invoiceReads({ orm: db }: Database): InvoiceReads {
  return {
    async byId(id) {
      const [head, lines] = await db.batch([
        headsOf(db).where(eq(invoice.id, id)),
        linesOf(db, id),
      ]);
      return head[0] && { ...toHead(head[0]), lines: lines.map(toLine) };
    },
    async headById(id) {
      const row = await headsOf(db).where(eq(invoice.id, id)).get();
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
    async listOfClient(clientId, limit) {
      const rows = await headsOf(db)
        .where(eq(invoice.clientId, clientId))
        .orderBy(desc(invoice.month), desc(invoice.id))
        .limit(limit);
      return rows.map(toHead);
    },
    async listOfMonth(month, after, limit) {
      const rows = await headsOf(db)
        .where(and(eq(invoice.month, month), gt(invoice.number, after)))
        .orderBy(asc(invoice.number))
        .limit(limit);
      const heads = rows.map(toHead);
      const lines = new Map<string, Line[]>(heads.map(({ id }) => [id, []]));
      for (let from = 0; from < heads.length; from += MAX_IDS_PER_QUERY) {
        const ids = heads.slice(from, from + MAX_IDS_PER_QUERY).map(({ id }) => id);
        const found = await db
          .select()
          .from(invoiceLine)
          .where(inArray(invoiceLine.invoiceId, ids))
          .orderBy(asc(invoiceLine.invoiceId), ...inOrder);
        for (const row of found) lines.get(row.invoiceId)?.push(toLine(row));
      }
      return heads.map((head): Invoice => ({ ...head, lines: lines.get(head.id) ?? [] }));
    },
  };
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

/** What is known of its payment stands with its delivery, and an invoice may have none yet. */
function headsOf(db: Database['orm']) {
  return db
    .select({ invoice, payment: delivery.payment })
    .from(invoice)
    .leftJoin(delivery, eq(delivery.invoiceId, invoice.id));
}

interface HeadRow {
  readonly invoice: typeof invoice.$inferSelect;
  readonly payment: string | null;
}

/** The casts state what only this adapter writes. */
function toHead({ invoice: row, payment }: HeadRow): InvoiceHead {
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
    issuedAtMs: row.issuedAtMs,
    dueAtMs: row.dueAtMs,
    payment: (payment ?? '') as InvoiceHead['payment'],
  };
}

function toLine(row: typeof invoiceLine.$inferSelect): Line {
  const { kind, serverId, name, hours, tokens, amountMinor } = row;
  return { kind: kind as LineKind, serverId, name, hours, tokens, amountMinor };
}
