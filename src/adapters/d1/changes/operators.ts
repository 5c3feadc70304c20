import { type SQL, sql } from 'drizzle-orm';
import type { OperatorChange } from '#ports/operator-changes.ts';
import { guard } from '../guard.ts';
import { operatorPasskey, operatorSession, operatorSignIn } from '../schema/schema.ts';
import { SESSION_ID_CHARACTERS } from '../session-id.ts';

export function operatorStatements(change: OperatorChange): SQL[] {
  switch (change.type) {
    case 'operator_sign_in_approved':
      // A second signature breaks the primary key, which is the guard.
      return [
        sql`INSERT INTO ${operatorSignIn} (challenge_hash, kid, approved_at_ms, expires_at_ms)
            VALUES (${change.challengeHash}, ${change.kid}, ${change.atMs}, ${change.expiresAtMs})`,
      ];
    case 'operator_sign_in_used':
      return [
        guard(
          sql`EXISTS (SELECT 1 FROM ${operatorSignIn} WHERE challenge_hash = ${change.challengeHash} AND used_at_ms IS NULL)`,
        ),
        sql`UPDATE ${operatorSignIn} SET used_at_ms = ${change.atMs} WHERE challenge_hash = ${change.challengeHash}`,
      ];
    case 'operator_session_opened':
      return [
        sql`INSERT INTO ${operatorSession}
              (token_hash, kid, means, opened_at_ms, seen_at_ms, proved_at_ms, expires_at_ms, network, device)
            VALUES (${change.tokenHash}, ${change.kid}, ${change.means}, ${change.atMs}, ${change.atMs}, ${change.atMs},
              ${change.expiresAtMs}, ${change.visitor.network}, ${change.visitor.device})`,
      ];
    case 'operator_session_proved':
      return [
        sql`UPDATE ${operatorSession} SET proved_at_ms = ${change.atMs} WHERE token_hash = ${change.tokenHash}`,
      ];
    case 'operator_session_seen':
      return [
        sql`UPDATE ${operatorSession} SET seen_at_ms = ${change.atMs} WHERE token_hash = ${change.tokenHash}`,
      ];
    case 'operator_session_closed':
      return [sql`DELETE FROM ${operatorSession} WHERE token_hash = ${change.tokenHash}`];
    case 'operator_session_revoked':
      return removed(
        operatorSession,
        sql`substr(token_hash, 1, ${SESSION_ID_CHARACTERS}) = ${change.sessionId}`,
        change.kid,
      );
    case 'operator_passkey_added': {
      const { credentialId, publicKey, counter } = change.credential;
      return [
        sql`INSERT INTO ${operatorPasskey} (credential_id, kid, public_key, counter, name, added_at_ms)
            VALUES (${credentialId}, ${change.kid}, ${publicKey}, ${counter}, ${change.name}, ${change.atMs})`,
      ];
    }
    case 'operator_passkey_removed':
      return removed(operatorPasskey, sql`credential_id = ${change.credentialId}`, change.kid);
    case 'operator_passkey_used':
      return [
        sql`UPDATE ${operatorPasskey} SET counter = ${change.counter}, last_used_at_ms = ${change.atMs}
            WHERE credential_id = ${change.credentialId}`,
      ];
  }
}

function removed(
  table: typeof operatorSession | typeof operatorPasskey,
  named: SQL,
  kid: string | undefined,
): SQL[] {
  const which = kid === undefined ? named : sql`${named} AND kid = ${kid}`;
  return [
    guard(sql`EXISTS (SELECT 1 FROM ${table} WHERE ${which})`),
    sql`DELETE FROM ${table} WHERE ${which}`,
  ];
}
