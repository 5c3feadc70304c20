import { and, desc, eq, sql } from 'drizzle-orm';
import { RATE_WINDOW_MS } from '#core/api/api-key.ts';
import type { Scope } from '#core/api/scope.ts';
import type { ApiStore, HeldClaim, RequestClaim, StoredApiKey } from '#ports/api-store.ts';
import type { Database } from '../database.ts';
import { apiKey, idempotentRequest } from '../schema/schema.ts';

/** When a key was last used is kept to the hour: enough to find those that nobody needs. */
const LAST_USED_STEP_MS = 3_600_000;

export function apiStore({ orm: db }: Database): ApiStore {
  return {
    async useKey(id, secretHash, nowMs) {
      const windowIsOver = sql`${apiKey.windowStartedAtMs} <= ${nowMs - RATE_WINDOW_MS}`;
      const row = await db
        .update(apiKey)
        .set({
          lastUsedAtMs: Math.floor(nowMs / LAST_USED_STEP_MS) * LAST_USED_STEP_MS,
          windowCalls: sql`CASE WHEN ${windowIsOver} THEN 1 ELSE ${apiKey.windowCalls} + 1 END`,
          windowStartedAtMs: sql`CASE WHEN ${windowIsOver} THEN ${nowMs} ELSE ${apiKey.windowStartedAtMs} END`,
        })
        // How long the comparison takes tells nothing: nobody can aim at the digest of 256 random bits.
        .where(and(eq(apiKey.id, id), eq(apiKey.secretHash, secretHash)))
        .returning()
        .get();
      if (!row) return undefined;
      const { windowCalls, windowStartedAtMs } = row;
      return { ...toKey(row), windowCalls, windowStartedAtMs };
    },
    async keys(limit) {
      const rows = await db.select().from(apiKey).orderBy(desc(apiKey.id)).limit(limit);
      return rows.map(toKey);
    },
    async key(id) {
      const row = await db.select().from(apiKey).where(eq(apiKey.id, id)).get();
      return row && toKey(row);
    },
    async claimRequest({ nowMs, ...claim }) {
      const [, [row]] = await db.batch([
        db
          .insert(idempotentRequest)
          .values(claim)
          .onConflictDoUpdate({
            target: [idempotentRequest.apiKeyId, idempotentRequest.key],
            set: { ...claim, status: 0, contentType: '', body: '' },
            setWhere: isFree(claim.fingerprint, nowMs),
          }),
        db.select().from(idempotentRequest).where(ofKey(claim)),
      ]);
      if (!row) throw new Error('a claimed request is gone within its batch');
      return row;
    },
    async answerRequest(held, answer) {
      await db.update(idempotentRequest).set(answer).where(isHeld(held));
    },
    async releaseRequest(held) {
      await db.delete(idempotentRequest).where(isHeld(held));
    },
  };
}

/** Expired, or lost on the way to its answer; only the request that was lost may take that one over. */
function isFree(fingerprint: string, nowMs: number) {
  const { status, leaseUntilMs, expiresAtMs } = idempotentRequest;
  return sql`${expiresAtMs} <= ${nowMs} OR (${status} = 0 AND ${leaseUntilMs} <= ${nowMs}
    AND ${idempotentRequest.fingerprint} = ${fingerprint})`;
}

function ofKey({ apiKeyId, key }: Pick<RequestClaim, 'apiKeyId' | 'key'>) {
  return and(eq(idempotentRequest.apiKeyId, apiKeyId), eq(idempotentRequest.key, key));
}

function isHeld(held: HeldClaim) {
  return and(ofKey(held), eq(idempotentRequest.claim, held.claim));
}

/** The casts state what only this adapter writes. */
function toKey(row: typeof apiKey.$inferSelect): StoredApiKey {
  const { id, name, createdBy, createdAtMs, expiresAtMs, revokedAtMs, lastUsedAtMs } = row;
  return {
    id: id as StoredApiKey['id'],
    name,
    scopes: JSON.parse(row.scopes) as readonly Scope[],
    createdBy,
    createdAtMs,
    expiresAtMs,
    revokedAtMs,
    lastUsedAtMs,
  };
}
