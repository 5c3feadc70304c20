import { type SQL, sql } from 'drizzle-orm';
import type { AccountChange } from '#ports/account-changes.ts';
import { guard } from '../guard.ts';
import {
  budget,
  budgetTold,
  client,
  clientIdentity,
  emailChange,
  invoice,
  invoiceRun,
  invoiceRunItem,
  passkey,
  passwordReset,
  recoveryCode,
  secondFactor,
  session,
  signup,
  termsAcceptance,
  usageDay,
} from '../schema/schema.ts';

export type ClosingChange = Extract<
  AccountChange,
  { type: 'closing_requested' | 'closing_cancelled' | 'client_closed' | 'buyers_erased' }
>;

/** Whom a document was made out to, once nobody may know any more. */
const ERASED_BUYER = '{"name":"","company":"","email":""}';

export function closingStatements(change: ClosingChange): SQL[] {
  switch (change.type) {
    case 'closing_requested':
      return [
        guard(
          sql`EXISTS (SELECT 1 FROM ${client} WHERE id = ${change.clientId} AND state <> 'closed' AND closing_requested_at_ms IS NULL)`,
        ),
        sql`UPDATE ${client} SET closing_requested_at_ms = ${change.atMs} WHERE id = ${change.clientId}`,
      ];
    case 'closing_cancelled':
      return [
        guard(closing(change.clientId)),
        sql`UPDATE ${client} SET closing_requested_at_ms = NULL WHERE id = ${change.clientId}`,
      ];
    case 'client_closed':
      return closedStatements(change);
    case 'buyers_erased':
      return erasedStatements(change.beforeMs);
  }
}

function closing(clientId: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${client} WHERE id = ${clientId} AND state <> 'closed' AND closing_requested_at_ms IS NOT NULL)`;
}

function closedStatements({
  clientId,
  pseudonymEmail,
  atMs,
}: Extract<ClosingChange, { type: 'client_closed' }>): SQL[] {
  const theirs = [
    session,
    passwordReset,
    emailChange,
    passkey,
    recoveryCode,
    secondFactor,
    clientIdentity,
    budget,
    budgetTold,
    usageDay,
  ];
  return [
    guard(closing(clientId)),
    // Somebody who holds the client right now may be making a panel user for it.
    guard(
      sql`EXISTS (SELECT 1 FROM ${client} WHERE id = ${clientId} AND lease_until_ms <= ${atMs})`,
    ),
    sql`DELETE FROM ${signup} WHERE email = (SELECT email FROM ${client} WHERE id = ${clientId})`,
    ...theirs.map((table) => sql`DELETE FROM ${table} WHERE client_id = ${clientId}`),
    sql`UPDATE ${termsAcceptance} SET ip = '', user_agent = '' WHERE client_id = ${clientId}`,
    sql`UPDATE ${client} SET state = 'closed', failure = '', email = ${pseudonymEmail}, name = '', company = '',
          password_hash = '', language = '', closed_at_ms = ${atMs} WHERE id = ${clientId}`,
  ];
}

/** The frozen text that an invoice was made from names the buyer, too; with it goes what verifies the document. */
function erasedStatements(beforeMs: number): SQL[] {
  const gone = sql`client_id IN (SELECT id FROM ${client} WHERE state = 'closed')`;
  return [
    sql`UPDATE ${invoiceRunItem} SET content = '' WHERE ${gone} AND content <> ''
          AND run_id IN (SELECT id FROM ${invoiceRun} WHERE created_at_ms < ${beforeMs})`,
    sql`UPDATE ${invoice} SET client_snapshot = ${ERASED_BUYER}
        WHERE ${gone} AND issued_at_ms < ${beforeMs} AND client_snapshot <> ${ERASED_BUYER}`,
  ];
}
