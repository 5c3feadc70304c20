// Everything about one client in one statement and one JSON text: a page with a dozen lists costs one query. Every list
// comes from an index on the client, and is bounded.
import { type SQL, sql } from 'drizzle-orm';
import type { ClientId } from '#core/ids.ts';
import type { ClientHistory } from '#ports/operator-client-reads.ts';
import type { Database } from '../database.ts';
import { jsonList, jsonObject } from '../json-lists.ts';
import {
  auditEvent,
  billingLink,
  budget,
  client,
  delivery,
  invoice,
  invoiceRun,
  invoiceRunItem,
  outbox,
  parkRelease,
  passkey,
  recoveryCode,
  secondFactor,
  session,
  termsAcceptance,
} from '../schema/schema.ts';

export interface HistoryQuery {
  readonly id: ClientId;
  readonly nowMs: number;
  /** Of each list. */
  readonly limit: number;
}

export async function clientHistory(
  db: Database['orm'],
  query: HistoryQuery,
): Promise<ClientHistory | undefined> {
  const { id } = query;
  const row = await db.get<{ history: string }>(
    sql`SELECT json_object(
          'client', ${jsonObject(CLIENT)},
          'passkeys', (SELECT count(*) FROM ${passkey} WHERE client_id = ${id}),
          'secondFactorSinceMs', (SELECT added_at_ms FROM ${secondFactor} WHERE client_id = ${id}),
          'recoveryCodesLeft', (SELECT count(*) FROM ${recoveryCode} WHERE client_id = ${id} AND used_at_ms IS NULL),
          ${accountLists(query)}, ${outboxLists(query)}, ${billingLists(query)}) AS history
        FROM ${client} WHERE id = ${id}`,
  );
  return row && (JSON.parse(row.history) as ClientHistory); // made above, of what only this adapter writes
}

function accountLists({ id, nowMs, limit }: HistoryQuery): SQL {
  return sql`'terms', ${jsonList(
    {
      kind: 'kind',
      version: 'version',
      hash: 'hash',
      acceptedAtMs: 'accepted_at_ms',
      ip: 'ip',
      userAgent: 'user_agent',
    },
    sql`SELECT * FROM ${termsAcceptance} WHERE client_id = ${id} ORDER BY accepted_at_ms DESC, kind LIMIT ${limit}`,
  )},
  'sessions', ${jsonList(
    {
      openedAtMs: 'created_at_ms',
      expiresAtMs: 'expires_at_ms',
      network: 'network',
      device: 'device',
    },
    sql`SELECT * FROM ${session} WHERE client_id = ${id} AND expires_at_ms > ${nowMs} ORDER BY created_at_ms DESC LIMIT ${limit}`,
  )},
  'audit', ${jsonList(
    { atMs: 'at_ms', actor: 'actor', action: 'action', detail: 'json(detail)' },
    sql`SELECT * FROM ${auditEvent} WHERE subject_id = ${id} ORDER BY id DESC LIMIT ${limit}`,
  )}`;
}

const TASK = {
  id: 'id',
  state: 'state',
  attempts: 'attempts',
  lastError: 'last_error',
  createdAtMs: 'created_at_ms',
  dueAtMs: 'due_at_ms',
  doneAtMs: 'done_at_ms',
};

/** Letters are about the client, or about one of the newest documents. */
function outboxLists({ id, limit }: HistoryQuery): SQL {
  // As the partial index says it.
  const ofSubject = sql`FROM ${outbox} WHERE kind <> 'deliver_invoice' AND kind`;
  return sql`'provisioning', ${jsonList(
    TASK,
    sql`SELECT * ${ofSubject} = 'provision_client' AND subject_id = ${id} ORDER BY id DESC LIMIT ${limit}`,
  )},
  'letters', ${jsonList(
    { ...TASK, topic: 'topic' },
    sql`SELECT * ${ofSubject} = 'send_letter' AND subject_id IN (
          SELECT ${id} UNION ALL SELECT * FROM (SELECT id FROM ${invoice} WHERE client_id = ${id} ORDER BY month DESC LIMIT ${limit}))
        ORDER BY id DESC LIMIT ${limit}`,
  )}`;
}

function billingLists({ id, limit }: HistoryQuery): SQL {
  return sql`'documents', ${jsonList(
    {
      id: 'id',
      number: 'number',
      kind: 'kind',
      month: 'month',
      currency: 'currency',
      totalMinor: 'total_minor',
      issuedAtMs: 'issued_at_ms',
      dueAtMs: 'due_at_ms',
      timeZone: 'time_zone',
      payment: 'payment',
      phase: 'phase',
      problem: 'problem',
    },
    sql`SELECT inv.*, run.header ->> '$.timeZone' AS time_zone, coalesce(there.payment, '') AS payment,
          coalesce(there.phase, 'none') AS phase, coalesce(there.problem, '') AS problem
        FROM ${invoice} AS inv JOIN ${invoiceRun} AS run ON run.id = inv.run_id
        LEFT JOIN ${delivery} AS there ON there.invoice_id = inv.id
        WHERE inv.client_id = ${id} ORDER BY inv.month DESC, inv.sequence DESC LIMIT ${limit}`,
  )},
  'parks', ${jsonList(
    {
      runId: 'run_id',
      month: 'month',
      runState: 'state',
      runAtMs: 'created_at_ms',
      content: 'content',
    },
    sql`SELECT item.run_id, run.month, run.state, run.created_at_ms, item.content
        FROM ${invoiceRunItem} AS item JOIN ${invoiceRun} AS run ON run.id = item.run_id
        WHERE item.client_id = ${id} AND item.outcome = 'parked' ORDER BY item.run_id DESC LIMIT ${limit}`,
  )},
  'releases', ${jsonList(
    {
      month: 'month',
      code: 'code',
      note: 'note',
      releasedBy: 'released_by',
      releasedAtMs: 'released_at_ms',
    },
    sql`SELECT * FROM ${parkRelease} WHERE client_id = ${id} ORDER BY released_at_ms DESC LIMIT ${limit}`,
  )},
  'billingLinks', ${jsonList(
    { system: 'system', billingClientId: 'billing_client_id', linkedAtMs: 'linked_at_ms' },
    sql`SELECT * FROM ${billingLink} WHERE client_id = ${id} ORDER BY linked_at_ms DESC LIMIT ${limit}`,
  )},
  'budgets', json((SELECT json_group_array(amount_minor) FROM (
    SELECT amount_minor FROM ${budget} WHERE client_id = ${id} ORDER BY amount_minor LIMIT ${limit})))`;
}

/** What a `FoundClient` is made of: never the password's hash. */
export const CLIENT = {
  id: 'client.id',
  number: 'client.number',
  email: 'client.email',
  name: 'client.name',
  company: 'client.company',
  currency: 'client.currency',
  language: 'client.language',
  state: 'client.state',
  failure: 'client.failure',
  panelUserId: 'client.panel_user_id',
  closingRequestedAtMs: 'client.closing_requested_at_ms',
  createdAtMs: 'client.created_at_ms',
  enrolledAtMs: 'client.enrolled_at_ms',
  closedAtMs: 'client.closed_at_ms',
  leaseUntilMs: 'client.lease_until_ms',
};
