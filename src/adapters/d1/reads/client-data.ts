// What else is stored about one client, for the client: one statement and one JSON text. Every list comes from an index on
// the client, and is bounded.
import { sql } from 'drizzle-orm';
import type { ClientId } from '#core/ids.ts';
import type { ClientData } from '#ports/account-reads.ts';
import type { Database } from '../database.ts';
import { jsonList, jsonObject } from '../json-lists.ts';
import {
  billingLink,
  budget,
  budgetTold,
  client,
  delivery,
  emailChange,
  invoice,
  invoiceRun,
  invoiceRunItem,
  movedClient,
  outbox,
  parkRelease,
  passwordReset,
  recoveryCode,
  secondFactor,
  usageDay,
} from '../schema/schema.ts';

const TIMES = {
  createdAtMs: 'created_at_ms',
  enrolledAtMs: 'enrolled_at_ms',
  closingRequestedAtMs: 'closing_requested_at_ms',
};

export async function clientData(
  db: Database['orm'],
  id: ClientId,
  limit: number,
): Promise<ClientData | undefined> {
  const of = sql`WHERE client_id = ${id}`;
  const end = sql`LIMIT ${limit}`;
  const row = await db.get<{ data: string }>(
    sql`SELECT json_object('times', ${jsonObject(TIMES)},
        'secondFactor', (SELECT json_object('addedAtMs', added_at_ms,
            'recoveryCodesLeft', (SELECT count(*) FROM ${recoveryCode} ${of} AND used_at_ms IS NULL)) FROM ${secondFactor} ${of}),
        'emailChanges', ${jsonList(
          { newEmail: 'new_email', expiresAtMs: 'expires_at_ms', usedAtMs: 'used_at_ms' },
          sql`SELECT * FROM ${emailChange} ${of} ${end}`,
        )},
        'passwordResets', ${jsonList(
          { expiresAtMs: 'expires_at_ms', usedAtMs: 'used_at_ms' },
          sql`SELECT * FROM ${passwordReset} ${of} ${end}`,
        )},
        'budgets', ${jsonList(
          { amountMinor: 'amount_minor', setAtMs: 'set_at_ms' },
          sql`SELECT * FROM ${budget} ${of} ${end}`,
        )},
        'budgetsReached', ${jsonList(
          { month: 'month', amountMinor: 'amount_minor', toldAtMs: 'told_at_ms' },
          sql`SELECT * FROM ${budgetTold} ${of} ${end}`,
        )},
        'costsByDay', ${jsonList(
          { date: 'date', monthSoFarMinor: 'cost_minor', notedAtMs: 'noted_at_ms' },
          sql`SELECT * FROM ${usageDay} ${of} ${end}`,
        )},
        'billingAccounts', ${jsonList(
          { system: 'system', id: 'billing_client_id', linkedAtMs: 'linked_at_ms' },
          sql`SELECT * FROM ${billingLink} ${of} ${end}`,
        )},
        'movedFrom', ${jsonList(
          {
            system: 'system',
            id: 'billing_user_id',
            billedHereFrom: 'billed_from',
            importedAtMs: 'imported_at_ms',
          },
          sql`SELECT * FROM ${movedClient} ${of} ${end}`,
        )},
        'deliveries', ${jsonList(
          {
            invoiceId: 'invoice_id',
            system: 'system',
            reference: 'reference',
            phase: 'phase',
            documentId: 'document_id',
            payment: 'payment',
            paidAtMs: 'paid_at_ms',
          },
          sql`SELECT there.* FROM ${invoice} AS inv JOIN ${delivery} AS there ON there.invoice_id = inv.id
              WHERE inv.client_id = ${id} ${end}`,
        )},
        'heldBack', ${jsonList(
          { month: 'month', reason: 'reason', plannedAtMs: 'created_at_ms' },
          sql`SELECT run.month, item.reason, run.created_at_ms FROM ${invoiceRunItem} AS item
              JOIN ${invoiceRun} AS run ON run.id = item.run_id
              WHERE item.client_id = ${id} AND item.outcome = 'parked' ${end}`,
        )},
        'released', ${jsonList(
          { month: 'month', reason: 'code', releasedAtMs: 'released_at_ms' },
          sql`SELECT * FROM ${parkRelease} ${of} ${end}`,
        )},
        'letters', ${jsonList(
          { kind: 'topic', state: 'state', writtenAtMs: 'created_at_ms', sentAtMs: 'done_at_ms' },
          sql`SELECT * FROM ${outbox} WHERE kind <> 'deliver_invoice' AND kind = 'send_letter'
              AND subject_id IN (SELECT ${id} UNION ALL SELECT id FROM ${invoice} ${of}) ${end}`,
        )}) AS data
        FROM ${client} WHERE id = ${id}`,
  );
  return row && (JSON.parse(row.data) as ClientData); // made above, of what only this adapter writes
}
