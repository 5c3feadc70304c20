import { type SQL, sql } from 'drizzle-orm';
import type { AccountChange } from '#ports/account-changes.ts';
import { guard } from '../guard.ts';
import {
  client,
  clientIdentity,
  emailChange,
  passkey,
  passwordReset,
  recoveryCode,
  secondFactor,
  session,
  signInAttempt,
  usedChallenge,
} from '../schema/schema.ts';
import { SESSION_ID_CHARACTERS } from '../session-id.ts';
import type { ClosingChange } from './closing.ts';

export function accountStatements(change: Exclude<AccountChange, ClosingChange>): SQL[] {
  switch (change.type) {
    case 'session_authenticated':
      return [
        sql`UPDATE ${session} SET authenticated_at_ms = ${change.atMs} WHERE token_hash = ${change.tokenHash}`,
      ];
    case 'session_revoked':
      return [
        sql`DELETE FROM ${session} WHERE client_id = ${change.clientId}
              AND substr(token_hash, 1, ${SESSION_ID_CHARACTERS}) = ${change.sessionId}`,
      ];
    case 'email_change_requested':
      return [
        sql`INSERT INTO ${emailChange} (token_hash, client_id, new_email, expires_at_ms)
            VALUES (${change.tokenHash}, ${change.clientId}, ${change.newEmail}, ${change.expiresAtMs})`,
      ];
    case 'email_changed':
      return emailChangedStatements(change);
    case 'attempts_forgiven':
      return [
        sql`DELETE FROM ${signInAttempt} WHERE key IN (SELECT value FROM json_each(${JSON.stringify(change.cleared)}))`,
        sql`UPDATE ${signInAttempt} SET failures = max(failures - 1, 0)
            WHERE key IN (SELECT value FROM json_each(${JSON.stringify(change.reduced)}))`,
      ];
    case 'second_factor_added':
      // A second one breaks the primary key, which is the guard.
      return [
        sql`INSERT INTO ${secondFactor} (client_id, sealed_secret, last_step, added_at_ms)
            VALUES (${change.clientId}, ${change.sealedSecret}, ${change.step}, ${change.atMs})`,
      ];
    case 'second_factor_removed':
      return [
        sql`DELETE FROM ${secondFactor} WHERE client_id = ${change.clientId}`,
        sql`DELETE FROM ${recoveryCode} WHERE client_id = ${change.clientId}`,
      ];
    case 'code_step_used':
      return [
        guard(
          sql`EXISTS (SELECT 1 FROM ${secondFactor} WHERE client_id = ${change.clientId} AND last_step < ${change.step})`,
        ),
        sql`UPDATE ${secondFactor} SET last_step = ${change.step} WHERE client_id = ${change.clientId}`,
      ];
    case 'recovery_codes_replaced':
      return [
        sql`DELETE FROM ${recoveryCode} WHERE client_id = ${change.clientId}`,
        sql`INSERT INTO ${recoveryCode} (client_id, code_hash)
            SELECT ${change.clientId}, value FROM json_each(${JSON.stringify(change.codeHashes)})`,
      ];
    case 'recovery_code_used':
      return [
        guard(
          sql`EXISTS (SELECT 1 FROM ${recoveryCode} WHERE client_id = ${change.clientId}
                AND code_hash = ${change.codeHash} AND used_at_ms IS NULL)`,
        ),
        sql`UPDATE ${recoveryCode} SET used_at_ms = ${change.atMs}
            WHERE client_id = ${change.clientId} AND code_hash = ${change.codeHash}`,
      ];
    case 'passkey_added': {
      const { credentialId, publicKey, counter } = change.credential;
      return [
        sql`INSERT INTO ${passkey} (credential_id, client_id, public_key, counter, name, added_at_ms)
            VALUES (${credentialId}, ${change.clientId}, ${publicKey}, ${counter}, ${change.name}, ${change.atMs})`,
      ];
    }
    case 'passkey_removed': {
      const owned = sql`client_id = ${change.clientId} AND credential_id = ${change.credentialId}`;
      return [
        guard(sql`EXISTS (SELECT 1 FROM ${passkey} WHERE ${owned})`),
        sql`DELETE FROM ${passkey} WHERE ${owned}`,
      ];
    }
    case 'passkey_used':
      return [
        sql`UPDATE ${passkey} SET counter = ${change.counter}, last_used_at_ms = ${change.atMs}
            WHERE credential_id = ${change.credentialId}`,
      ];
    case 'challenge_used':
      // A second answer breaks the primary key, which is the guard.
      return [
        sql`INSERT INTO ${usedChallenge} (hash, expires_at_ms) VALUES (${change.hash}, ${change.expiresAtMs})`,
      ];
    case 'identity_linked':
      // One that is somebody's already breaks the primary key, which is the guard.
      return [
        sql`INSERT INTO ${clientIdentity} (issuer, subject, client_id, linked_at_ms)
            VALUES (${change.issuer}, ${change.subject}, ${change.clientId}, ${change.atMs})`,
      ];
    case 'identities_removed':
      return [sql`DELETE FROM ${clientIdentity} WHERE client_id = ${change.clientId}`];
  }
}

/** The address is unique, so one that somebody else took meanwhile fails the batch. */
function emailChangedStatements({
  tokenHash,
  atMs,
}: Extract<AccountChange, { type: 'email_changed' }>): SQL[] {
  const owner = sql`(SELECT client_id FROM ${emailChange} WHERE token_hash = ${tokenHash})`;
  return [
    guard(
      sql`EXISTS (SELECT 1 FROM ${emailChange} WHERE token_hash = ${tokenHash} AND used_at_ms IS NULL)`,
    ),
    sql`UPDATE ${client} SET email = (SELECT new_email FROM ${emailChange} WHERE token_hash = ${tokenHash})
        WHERE id = ${owner}`,
    sql`UPDATE ${emailChange} SET used_at_ms = ${atMs} WHERE client_id = ${owner} AND used_at_ms IS NULL`,
    // Links to choose a password lie in the old mailbox.
    sql`DELETE FROM ${passwordReset} WHERE client_id = ${owner}`,
  ];
}
