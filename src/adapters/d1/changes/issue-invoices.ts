// Turns the frozen items between two clients into invoices, inside the database and in one batch. Nothing is
// computed here: amounts, lines and snapshots are copied from what was hashed when the run was planned.
import { type SQL, sql } from 'drizzle-orm';
import type { RunChange } from '#ports/run-changes.ts';
import { billedElsewhere } from '../billed-elsewhere.ts';
import {
  auditEvent,
  invoice,
  invoiceRun,
  invoiceRunItem,
  invoiceSeries,
  outbox,
} from '../schema/schema.ts';
import { isoTime, publishRows } from './publish-event.ts';

type IssueChange = Extract<RunChange, { type: 'run_invoices_issued' }>;

export function issueStatements(change: IssueChange): SQL[] {
  const { runId, cursor, through, issue } = change;
  const { issuedAtMs, dueAtMs, series, numberPrefix } = issue;
  const itemsInRange = sql`item.run_id = ${runId} AND item.client_id > ${cursor} AND item.client_id <= ${through}
    AND item.outcome IN ('invoice', 'supplement', 'credit_note')`;
  // An item whose client and month were invoiced meanwhile has no invoice of its id, and drops out of every join.
  const issuedNow = sql`${invoiceRunItem} AS item JOIN ${invoice} AS inv ON inv.id = item.invoice_id WHERE ${itemsInRange}`;

  return [
    // The claim. `invoice_once` decides; a conflict means that somebody was faster, and is a normal result. So is a month
    // that the add-on before us was given back since it was planned.
    sql`INSERT INTO ${invoice} (id, client_id, month, kind, sequence, run_id, series, number_in_series, number, currency,
          total_minor, tokens, token_price, client_snapshot, seller_snapshot, item_hash, issued_at_ms, due_at_ms)
        SELECT item.invoice_id, item.client_id, run.month, item.outcome, item.sequence, run.id, ${series}, 0, item.invoice_id,
          item.currency, item.total_minor, item.content ->> '$.tokens', item.content ->> '$.tokenPrice', item.content -> '$.client', run.header -> '$.seller',
          item.hash, ${issuedAtMs}, ${dueAtMs}
        FROM ${invoiceRunItem} AS item JOIN ${invoiceRun} AS run ON run.id = item.run_id
        WHERE ${itemsInRange} AND NOT ${billedElsewhere(sql`item.client_id`, sql`run.month`)}
        ON CONFLICT (client_id, month, sequence) DO NOTHING`,
    sql`INSERT INTO ${invoiceSeries} (series, last) VALUES (${series}, 0) ON CONFLICT DO NOTHING`,
    sql`UPDATE ${invoice} SET number_in_series = numbered.n, number = ${numberPrefix} || printf('%06d', numbered.n)
        FROM (
          SELECT inv.id AS id, (SELECT last FROM ${invoiceSeries} WHERE series = ${series})
            + row_number() OVER (ORDER BY item.client_id) AS n
          FROM ${issuedNow}
        ) AS numbered
        WHERE ${invoice}.id = numbered.id`,
    // As many as the statement before has numbered.
    sql`UPDATE ${invoiceSeries} SET last = last + changes() WHERE series = ${series}`,
    sql`INSERT INTO ${outbox} (id, kind, subject_id, payload, priority, state, due_at_ms, created_at_ms)
        SELECT 'out_' || substr(inv.id, 5), 'deliver_invoice', inv.id, '', 1, 'pending', ${issuedAtMs}, ${issuedAtMs}
        FROM ${issuedNow}`,
    publishRows({
      type: 'invoice.issued',
      data: {
        invoiceId: sql`inv.id`,
        number: sql`inv.number`,
        kind: sql`inv.kind`,
        clientId: sql`inv.client_id`,
        runId: sql`inv.run_id`,
        month: sql`inv.month`,
        currency: sql`inv.currency`,
        totalMinor: sql`inv.total_minor`,
        dueAt: isoTime(sql`inv.due_at_ms`),
      },
      from: sql`${invoiceRunItem} AS item JOIN ${invoice} AS inv ON inv.id = item.invoice_id`,
      where: itemsInRange,
      atMs: issuedAtMs,
    }),
    sql`INSERT INTO ${auditEvent} (at_ms, actor, action, subject_id, detail)
        SELECT ${issuedAtMs}, 'run:' || ${runId}, 'invoice_issued', inv.id,
          json_object('number', inv.number, 'kind', inv.kind, 'clientId', inv.client_id, 'month', inv.month)
        FROM ${issuedNow}`,
    // The audit rows just written are as many as the invoices.
    sql`UPDATE ${invoiceRun} SET cursor = ${through}, touched_at_ms = ${issuedAtMs},
          issued = issued + changes(),
          conflicts = conflicts - changes() + (SELECT count(*) FROM ${invoiceRunItem} AS item WHERE ${itemsInRange})
        WHERE id = ${runId}`,
  ];
}
