import { and, asc, desc, eq, lte, sql } from 'drizzle-orm';
import type {
  DeliveryProblem,
  DeliveryReads,
  PaymentDue,
  StoredDelivery,
} from '#ports/delivery-reads.ts';
import type { Database } from '../database.ts';
import { billingLink, billingStop, client, delivery, invoice } from '../schema/schema.ts';

export function deliveryReads({ orm: db }: Database): DeliveryReads {
  const stopOf = (system: string) =>
    db.select().from(billingStop).where(eq(billingStop.system, system));
  const linkOf = (clientId: string, system: string) =>
    db
      .select({ id: billingLink.billingClientId })
      .from(billingLink)
      .where(and(eq(billingLink.clientId, clientId), eq(billingLink.system, system)));

  return {
    async start(invoiceId, clientId, system) {
      const [deliveries, links, stops] = await db.batch([
        db.select().from(delivery).where(eq(delivery.invoiceId, invoiceId)),
        linkOf(clientId, system),
        stopOf(system),
      ]);
      return {
        delivery: deliveries[0] && toDelivery(deliveries[0]),
        billingClientId: links[0]?.id,
        stop: stops[0],
      };
    },
    async stop(system) {
      return (await stopOf(system).limit(1))[0];
    },
    async paymentsDue(system, nowMs, limit) {
      const rows = await db
        .select({
          invoiceId: delivery.invoiceId,
          documentId: delivery.documentId,
          payment: delivery.payment,
        })
        .from(delivery)
        .where(and(eq(delivery.system, system), lte(delivery.nextLookMs, nowMs)))
        .orderBy(asc(delivery.nextLookMs))
        .limit(limit);
      return rows as PaymentDue[]; // only this adapter writes the column, and with these values
    },
    async counts(system) {
      const [states, problems] = await db.batch([
        db
          .select({
            state: sql<string>`CASE WHEN ${delivery.phase} = 'done' THEN ${delivery.payment} ELSE 'under_way' END AS state`,
            count: sql<number>`count(*)`,
          })
          .from(delivery)
          .where(eq(delivery.system, system))
          .groupBy(sql`state`),
        db
          .select({ count: sql<number>`count(*)` })
          .from(delivery)
          .where(and(eq(delivery.system, system), HAS_PROBLEM)),
      ]);
      const named = states.map(({ state, count }) => [state || 'unpaid_unknown', count] as const);
      return { ...Object.fromEntries(named), problems: problems[0]?.count ?? 0 };
    },
    async problems(system, limit) {
      const rows = await db
        .select({
          invoiceId: delivery.invoiceId,
          number: invoice.number,
          month: invoice.month,
          clientId: invoice.clientId,
          email: client.email,
          documentId: delivery.documentId,
          problem: delivery.problem,
          problemDetail: delivery.problemDetail,
          sinceMs: delivery.updatedAtMs,
        })
        .from(delivery)
        .innerJoin(invoice, eq(invoice.id, delivery.invoiceId))
        .innerJoin(client, eq(client.id, invoice.clientId))
        .where(and(eq(delivery.system, system), HAS_PROBLEM))
        .orderBy(desc(delivery.updatedAtMs))
        .limit(limit);
      return rows.map((row) => ({
        ...row,
        invoiceId: row.invoiceId as DeliveryProblem['invoiceId'],
        clientId: row.clientId as DeliveryProblem['clientId'],
        month: row.month as DeliveryProblem['month'],
      }));
    },
    async documentId(invoiceId, system) {
      const row = await db
        .select({ id: delivery.documentId })
        .from(delivery)
        .where(
          and(
            eq(delivery.invoiceId, invoiceId),
            eq(delivery.system, system),
            eq(delivery.phase, 'done'),
          ),
        )
        .get();
      return row?.id || undefined;
    },
    async billingClientId(clientId, system) {
      return (await linkOf(clientId, system).limit(1))[0]?.id;
    },
    async linked(system, billingClientIds) {
      const rows = await db.all<{ id: string }>(
        sql`SELECT billing_client_id AS id FROM json_each(${JSON.stringify(billingClientIds)}) AS asked
            JOIN ${billingLink} AS link ON link.system = ${system} AND link.billing_client_id = asked.value`,
      );
      return rows.map(({ id }) => id);
    },
  };
}

/** Written out: with a bound text SQLite would not see that the partial index answers it. */
const HAS_PROBLEM = sql`${delivery.problem} <> ''`;

/** The casts state what only this adapter writes. */
function toDelivery(row: typeof delivery.$inferSelect): StoredDelivery {
  return {
    invoiceId: row.invoiceId as StoredDelivery['invoiceId'],
    system: row.system,
    reference: row.reference,
    version: row.version,
    journal: {
      phase: row.phase as StoredDelivery['journal']['phase'],
      documentId: row.documentId,
      lines: JSON.parse(row.lines) as StoredDelivery['journal']['lines'],
    },
    inDoubtSinceMs: row.inDoubtSinceMs,
    problem: row.problem,
  };
}
