import { type SQL, sql } from 'drizzle-orm';
import type { EnrolmentChange } from '#ports/enrolment-changes.ts';
import { guard } from '../guard.ts';
import { client, signup, termsAcceptance } from '../schema/schema.ts';

/** The first client's number; small ones look like internal ids and are easily mistyped. */
const FIRST_CLIENT_NUMBER = 1001;

export function enrolmentStatements(change: EnrolmentChange): SQL[] {
  switch (change.type) {
    case 'signup_requested': {
      const { id, tokenHash, browserHash, email, name, company } = change.signup;
      const { sealedPassword, createdAtMs, expiresAtMs } = change.signup;
      return [
        sql`INSERT INTO ${signup} (id, token_hash, browser_hash, email, name, company, sealed_password, created_at_ms, expires_at_ms)
            VALUES (${id}, ${tokenHash}, ${browserHash}, ${email}, ${name}, ${company}, ${sealedPassword}, ${createdAtMs}, ${expiresAtMs})`,
      ];
    }
    case 'signup_link_renewed':
      return [
        guard(
          sql`EXISTS (SELECT 1 FROM ${signup} WHERE id = ${change.signupId} AND used_at_ms IS NULL AND token_hash = ${change.oldTokenHash})`,
        ),
        sql`UPDATE ${signup} SET token_hash = ${change.tokenHash}, browser_hash = ${change.browserHash},
              sealed_password = ${change.sealedPassword}, expires_at_ms = ${change.expiresAtMs}
            WHERE id = ${change.signupId}`,
      ];
    case 'signup_used':
      return [
        signupUnused(change.signupId),
        sql`UPDATE ${signup} SET used_at_ms = ${change.atMs}, sealed_password = '' WHERE id = ${change.signupId}`,
      ];
    case 'client_created': {
      const { id, email, name, company, currency, language, passwordHash, createdAtMs } =
        change.client;
      return [
        sql`INSERT INTO ${client} (id, number, email, name, company, currency, language, password_hash, state, created_at_ms)
            SELECT ${id}, coalesce(max(number) + 1, ${FIRST_CLIENT_NUMBER}), ${email}, ${name}, ${company}, ${currency},
              ${language}, ${passwordHash}, 'provisioning', ${createdAtMs} FROM ${client}`,
      ];
    }
    case 'terms_accepted':
      return [
        sql`INSERT INTO ${termsAcceptance} (client_id, kind, version, hash, accepted_at_ms, ip, user_agent)
            SELECT ${change.clientId}, value ->> 'kind', value ->> 'version', value ->> 'hash', ${change.atMs}, ${change.ip}, ${change.userAgent}
            FROM json_each(${JSON.stringify(change.acceptances)}) WHERE true
            ON CONFLICT DO NOTHING`,
      ];
    case 'enrolment_started':
      return [
        guard(
          sql`EXISTS (SELECT 1 FROM ${client} WHERE id = ${change.clientId} AND state = 'not_enrolled')`,
        ),
        sql`UPDATE ${client} SET state = 'provisioning', failure = '', currency = ${change.currency} WHERE id = ${change.clientId}`,
      ];
    case 'client_enrolled':
      return [
        leaseHeld(change.clientId, change.leaseUntilMs),
        sql`UPDATE ${client} SET state = 'enrolled', failure = '', panel_user_id = ${change.panelUserId},
              enrolled_at_ms = ${change.atMs}, lease_until_ms = 0 WHERE id = ${change.clientId}`,
      ];
    case 'panel_user_given_up':
      return [
        guard(
          sql`EXISTS (SELECT 1 FROM ${client} WHERE id = ${change.clientId} AND state = 'closed')`,
        ),
        sql`UPDATE ${client} SET panel_user_id = NULL WHERE id = ${change.clientId}`,
      ];
    case 'provisioning_failed':
      return [
        leaseHeld(change.clientId, change.leaseUntilMs),
        sql`UPDATE ${client} SET state = 'provisioning_failed', failure = ${change.failure}, lease_until_ms = 0
            WHERE id = ${change.clientId}`,
      ];
  }
}

function signupUnused(id: string): SQL {
  return guard(sql`EXISTS (SELECT 1 FROM ${signup} WHERE id = ${id} AND used_at_ms IS NULL)`);
}

function leaseHeld(clientId: string, leaseUntilMs: number): SQL {
  return guard(
    sql`EXISTS (SELECT 1 FROM ${client} WHERE id = ${clientId} AND state = 'provisioning' AND lease_until_ms = ${leaseUntilMs})`,
  );
}
