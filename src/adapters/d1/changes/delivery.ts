import { type SQL, sql } from 'drizzle-orm';
import type { DeliveryChange, DeliveryKey } from '#ports/delivery-changes.ts';
import { guard } from '../guard.ts';
import { billingLink, billingStop, delivery, outbox } from '../schema/schema.ts';
import { paymentEvents } from './payment-events.ts';
import { publishRows } from './publish-event.ts';

type Of<T extends DeliveryChange['type']> = Extract<DeliveryChange, { type: T }>;

export function deliveryStatements(change: DeliveryChange): SQL[] {
  switch (change.type) {
    case 'delivery_noted':
      return noted(change);
    case 'delivery_done':
      return done(change);
    case 'delivery_restarted':
      return restarted(change);
    case 'client_linked':
      return [
        sql`INSERT INTO ${billingLink} (client_id, system, billing_client_id, linked_at_ms)
            VALUES (${change.clientId}, ${change.system}, ${change.billingClientId}, ${change.atMs})`,
      ];
    case 'client_unlinked':
      return [
        sql`DELETE FROM ${billingLink} WHERE client_id = ${change.clientId} AND system = ${change.system}`,
      ];
    case 'billing_stopped':
      return [
        // Before the stop is there: of one that stands already nothing is new.
        publishRows({
          type: 'delivery.stopped',
          data: { system: sql`${change.system}`, code: sql`${change.code}` },
          from: sql`(SELECT 1)`,
          where: sql`NOT EXISTS (SELECT 1 FROM ${billingStop} WHERE system = ${change.system})`,
          atMs: change.atMs,
        }),
        sql`INSERT INTO ${billingStop} (system, code, detail, since_ms)
            VALUES (${change.system}, ${change.code}, ${change.detail}, ${change.atMs})
            ON CONFLICT (system) DO NOTHING`,
      ];
    case 'billing_resumed':
      return [sql`DELETE FROM ${billingStop} WHERE system = ${change.system}`];
    case 'payments_read':
      return [
        ...(change.from === undefined ? [] : [guard(paymentsAre(change, change.from))]),
        ...paymentEvents(paymentRows(change), change.atMs),
        sql`WITH payment AS MATERIALIZED (SELECT value FROM json_each(${paymentRows(change)}))
            UPDATE ${delivery} SET payment = payment.value ->> 1,
              paid_at_ms = CASE payment.value ->> 1 WHEN 'paid' THEN coalesce(payment.value ->> 2, paid_at_ms, ${change.atMs}) END,
              next_look_ms = payment.value ->> 3, updated_at_ms = ${change.atMs}
            FROM payment WHERE invoice_id = payment.value ->> 0 AND phase = 'done'`,
      ];
    case 'payment_hinted':
      return [
        sql`UPDATE ${delivery} SET next_look_ms = ${change.atMs}
            WHERE system = ${change.system} AND document_id = ${change.documentId} AND phase = 'done'`,
      ];
  }
}

/**
 * Checked in the same transaction as the intent, so that nobody begins a write after a stop, and a client's documents are
 * written one after the other: what a lost reply left behind over there is then certainly this one's.
 */
function noted(change: Of<'delivery_noted'>): SQL[] {
  const { delivery: key, journal, inDoubtSinceMs, problem, problemDetail, atMs } = change;
  const mayWrite = sql`NOT EXISTS (SELECT 1 FROM ${billingStop} WHERE system = ${key.system})
    AND NOT EXISTS (SELECT 1 FROM ${delivery} WHERE client_id = ${key.clientId} AND in_doubt_since_ms > 0
      AND invoice_id <> ${key.invoiceId})`;
  return [
    ...(change.beginsWrite ? [guard(mayWrite)] : []),
    notOvertaken(key),
    sql`INSERT INTO ${delivery} (invoice_id, client_id, system, reference, version, phase, document_id, lines, in_doubt_since_ms,
          problem, problem_detail, created_at_ms, updated_at_ms)
        VALUES (${key.invoiceId}, ${key.clientId}, ${key.system}, ${key.reference}, 1, ${journal.phase}, ${journal.documentId},
          ${JSON.stringify(journal.lines)}, ${inDoubtSinceMs}, ${problem}, ${problemDetail}, ${atMs}, ${atMs})
        ON CONFLICT (invoice_id) DO UPDATE SET version = version + 1, phase = excluded.phase,
          document_id = excluded.document_id, lines = excluded.lines, in_doubt_since_ms = excluded.in_doubt_since_ms,
          problem = excluded.problem, problem_detail = excluded.problem_detail, updated_at_ms = excluded.updated_at_ms`,
  ];
}

function done(change: Of<'delivery_done'>): SQL[] {
  const { delivery: key, journal, nextLookMs, atMs } = change;
  const payment = nextLookMs === null ? '' : 'open';
  return [
    notOvertaken(key),
    sql`INSERT INTO ${delivery} (invoice_id, client_id, system, reference, version, phase, document_id, lines, payment,
          next_look_ms, created_at_ms, updated_at_ms)
        VALUES (${key.invoiceId}, ${key.clientId}, ${key.system}, ${key.reference}, 1, ${journal.phase}, ${journal.documentId},
          ${JSON.stringify(journal.lines)}, ${payment}, ${nextLookMs}, ${atMs}, ${atMs})
        ON CONFLICT (invoice_id) DO UPDATE SET version = version + 1, phase = excluded.phase,
          document_id = excluded.document_id, lines = excluded.lines, payment = excluded.payment,
          next_look_ms = excluded.next_look_ms, in_doubt_since_ms = 0, problem = '', problem_detail = '',
          updated_at_ms = excluded.updated_at_ms`,
  ];
}

function restarted({ invoiceId, system, atMs }: Of<'delivery_restarted'>): SQL[] {
  return [
    guard(sql`NOT EXISTS (SELECT 1 FROM ${delivery} WHERE invoice_id = ${invoiceId}
      AND (in_doubt_since_ms > 0 OR phase = 'done'))`),
    sql`UPDATE ${delivery} SET version = version + 1, system = ${system}, phase = 'none', document_id = '', lines = '{}',
          problem = '', problem_detail = '', updated_at_ms = ${atMs} WHERE invoice_id = ${invoiceId}`,
    // A delivery's task has the invoice's id but for the prefix (`issue-invoices.ts`).
    sql`UPDATE ${outbox} SET state = 'pending', attempts = 0, due_at_ms = ${atMs}, done_at_ms = NULL
        WHERE id = 'out_' || substr(${invoiceId}, 5) AND kind = 'deliver_invoice' AND state <> 'done'`,
  ];
}

function notOvertaken({ invoiceId, version }: DeliveryKey): SQL {
  const current = sql`coalesce((SELECT version FROM ${delivery} WHERE invoice_id = ${invoiceId}), 0)`;
  return guard(sql`${current} = ${version}`);
}

function paymentsAre({ payments }: Of<'payments_read'>, from: string): SQL {
  const ids = JSON.stringify(payments.map(({ invoiceId }) => invoiceId));
  return sql`NOT EXISTS (SELECT 1 FROM ${delivery} WHERE invoice_id IN (SELECT value FROM json_each(${ids}))
    AND payment <> ${from})`;
}

function paymentRows({ payments }: Of<'payments_read'>): string {
  return JSON.stringify(
    payments.map(({ invoiceId, state, paidAtMs, nextLookMs }) => [
      invoiceId,
      state,
      paidAtMs,
      nextLookMs,
    ]),
  );
}
