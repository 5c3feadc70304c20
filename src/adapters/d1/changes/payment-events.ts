import { type SQL, sql } from 'drizzle-orm';
import { delivery, invoice } from '../schema/schema.ts';
import { isoTime, publishRows } from './publish-event.ts';

/** What is new about payments; before the update, because only what differs is told. `rows`: id, state, paid at. */
export function paymentEvents(rows: string, atMs: number): SQL[] {
  const state = sql`read.value ->> 1`;
  const differs = sql`delivery.phase = 'done' AND delivery.payment <> ${state}`;
  const event = {
    data: {
      invoiceId: sql`inv.id`,
      number: sql`inv.number`,
      clientId: sql`inv.client_id`,
      month: sql`inv.month`,
      currency: sql`inv.currency`,
      totalMinor: sql`inv.total_minor`,
      payment: state,
      changedAt: isoTime(sql`coalesce(read.value ->> 2, ${atMs})`),
    },
    from: sql`json_each(${rows}) AS read JOIN ${delivery} AS delivery ON delivery.invoice_id = read.value ->> 0
      JOIN ${invoice} AS inv ON inv.id = delivery.invoice_id`,
    atMs,
  };
  return [
    publishRows({ type: 'invoice.paid', ...event, where: sql`${differs} AND ${state} = 'paid'` }),
    publishRows({
      type: 'invoice.payment_changed',
      ...event,
      // Open for the first time is how every document begins.
      where: sql`${differs} AND ${state} <> 'paid' AND delivery.payment <> ''`,
    }),
  ];
}
