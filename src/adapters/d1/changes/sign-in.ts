import { type SQL, sql } from 'drizzle-orm';
import type { SignInChange } from '#ports/sign-in-changes.ts';
import { guard } from '../guard.ts';
import { client, emailChange, passwordReset, session } from '../schema/schema.ts';

export function signInStatements(change: SignInChange): SQL[] {
  switch (change.type) {
    case 'session_opened':
      return [
        sql`INSERT INTO ${session} (token_hash, client_id, created_at_ms, expires_at_ms, authenticated_at_ms, network, device)
            VALUES (${change.tokenHash}, ${change.clientId}, ${change.atMs}, ${change.expiresAtMs}, ${change.atMs},
              ${change.visitor.network}, ${change.visitor.device})`,
      ];
    case 'session_closed':
      return [sql`DELETE FROM ${session} WHERE token_hash = ${change.tokenHash}`];
    case 'language_chosen':
      return [
        sql`UPDATE ${client} SET language = ${change.language}
            WHERE id = (SELECT client_id FROM ${session} WHERE token_hash = ${change.tokenHash} AND expires_at_ms > ${change.atMs})`,
      ];
    case 'sessions_closed':
      return [
        sql`DELETE FROM ${session} WHERE client_id = ${change.clientId} AND token_hash <> ${change.exceptTokenHash ?? ''}`,
      ];
    case 'reset_requested':
      return [
        sql`INSERT INTO ${passwordReset} (token_hash, client_id, expires_at_ms)
            VALUES (${change.tokenHash}, ${change.clientId}, ${change.expiresAtMs})`,
      ];
    case 'reset_used':
      return [
        guard(
          sql`EXISTS (SELECT 1 FROM ${passwordReset} WHERE token_hash = ${change.tokenHash} AND used_at_ms IS NULL)`,
        ),
        // Every other link of the client, too: with the password changes what an older mail was good for.
        sql`UPDATE ${passwordReset} SET used_at_ms = ${change.atMs} WHERE used_at_ms IS NULL AND client_id =
              (SELECT client_id FROM ${passwordReset} WHERE token_hash = ${change.tokenHash})`,
      ];
    case 'password_changed':
      return [
        sql`UPDATE ${client} SET password_hash = ${change.passwordHash} WHERE id = ${change.clientId}`,
        // Whoever knew the old one may have asked for links that are still to be opened.
        sql`DELETE FROM ${passwordReset} WHERE client_id = ${change.clientId} AND used_at_ms IS NULL`,
        sql`DELETE FROM ${emailChange} WHERE client_id = ${change.clientId} AND used_at_ms IS NULL`,
      ];
  }
}
