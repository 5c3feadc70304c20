import { and, eq, gt, sql } from 'drizzle-orm';
import type { ClientId } from '#core/ids.ts';
import { ATTEMPTS_REMEMBERED_MS, type AttemptLimit } from '#core/sign-in/attempt-limits.ts';
import type { SignInReads } from '#ports/sign-in-reads.ts';
import type { Database } from '../database.ts';
import {
  client,
  clientIdentity,
  passwordReset,
  secondFactor,
  session,
  signInAttempt,
  termsAcceptance,
  termsVersion,
} from '../schema/schema.ts';
import { SESSION_ID_CHARACTERS } from '../session-id.ts';
import { clientColumns, toClient } from './clients.ts';

export function signInReads({ orm: db }: Database): SignInReads {
  return {
    async ofSession(tokenHash, nowMs) {
      const row = await db
        .select({
          ...clientColumns,
          authenticatedAtMs: session.authenticatedAtMs,
          termsWait: TERMS_WAIT,
        })
        .from(session)
        .innerJoin(client, eq(client.id, session.clientId))
        .where(and(eq(session.tokenHash, tokenHash), gt(session.expiresAtMs, nowMs)))
        .get();
      const found = toClient(row);
      if (!row || !found) return undefined;
      const id = tokenHash.slice(0, SESSION_ID_CHARACTERS);
      const { authenticatedAtMs, termsWait } = row;
      return {
        client: found,
        session: { id, tokenHash, authenticatedAtMs },
        termsWait: termsWait === 1,
      };
    },
    async byEmail(email) {
      const row = await db
        .select({ ...clientColumns, factor: secondFactor.clientId })
        .from(client)
        .leftJoin(secondFactor, eq(secondFactor.clientId, client.id))
        .where(eq(client.email, email))
        .get();
      const found = toClient(row);
      return found && { client: found, hasSecondFactor: row?.factor !== null };
    },
    async byIdentity(issuer, subject) {
      const row = await db
        .select({ ...clientColumns, factor: secondFactor.clientId })
        .from(clientIdentity)
        .innerJoin(client, eq(client.id, clientIdentity.clientId))
        .leftJoin(secondFactor, eq(secondFactor.clientId, client.id))
        .where(and(eq(clientIdentity.issuer, issuer), eq(clientIdentity.subject, subject)))
        .get();
      const found = toClient(row);
      return found && { client: found, hasSecondFactor: row?.factor !== null };
    },
    async takeAttempt(limits, nowMs) {
      const asked = JSON.stringify(limits);
      const taken = await db.all(
        sql`INSERT INTO ${signInAttempt} (key, failures, last_at_ms)
            SELECT value ->> 'key', 1, ${nowMs} FROM json_each(${asked})
            WHERE NOT EXISTS (${waits(asked, nowMs)})
            ON CONFLICT (key) DO UPDATE SET last_at_ms = ${nowMs},
              failures = CASE WHEN last_at_ms <= ${nowMs - ATTEMPTS_REMEMBERED_MS} THEN 1 ELSE failures + 1 END
            RETURNING key`,
      );
      if (taken.length > 0) return 0;
      const row = await db.get<{ waitMs: number | null }>(
        sql`SELECT max(waitMs) AS waitMs FROM (${waits(asked, nowMs)})`,
      );
      return row?.waitMs ?? 1; // a delay that ended between the two questions
    },
    async reset(tokenHash) {
      const row = await db
        .select({
          clientId: passwordReset.clientId,
          email: client.email,
          expiresAtMs: passwordReset.expiresAtMs,
          usedAtMs: passwordReset.usedAtMs,
        })
        .from(passwordReset)
        .innerJoin(client, eq(client.id, passwordReset.clientId))
        .where(eq(passwordReset.tokenHash, tokenHash))
        .get();
      return row && { ...row, clientId: row.clientId as ClientId };
    },
  };
}

/** How long each limit that is exhausted still makes wait. The doubling stops at 2^20, long past any longest delay. */
function waits(limits: string, nowMs: number) {
  type Field = keyof AttemptLimit;
  const field = (name: Field) => sql`(asked.value ->> ${sql.raw(`'${name}'`)})`;
  return sql`SELECT waitMs FROM (
      SELECT attempt.last_at_ms + min(${field('maxMs')}, ${field('baseMs')} << min(attempt.failures - ${field('free')}, 20)) - ${nowMs} AS waitMs
      FROM json_each(${limits}) AS asked JOIN ${signInAttempt} AS attempt ON attempt.key = ${field('key')}
      WHERE attempt.failures >= ${field('free')} AND attempt.last_at_ms > ${nowMs - ATTEMPTS_REMEMBERED_MS})
    WHERE waitMs > 0`;
}

/**
 * Whether a text in force was not accepted. Who is not enrolled has nothing to use under it and accepts upon enrolling.
 * A provider without published texts asks nobody.
 */
const TERMS_WAIT = sql<0 | 1>`${client.state} <> 'not_enrolled' AND EXISTS (
  SELECT 1 FROM ${termsVersion} AS current
  WHERE current.published_at_ms = (SELECT max(published_at_ms) FROM ${termsVersion} AS other WHERE other.kind = current.kind)
    AND NOT EXISTS (SELECT 1 FROM ${termsAcceptance} AS accepted WHERE accepted.client_id = ${client.id}
      AND accepted.kind = current.kind AND accepted.version = current.version))`;
