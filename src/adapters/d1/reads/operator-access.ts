import { and, asc, desc, eq, gt } from 'drizzle-orm';
import type { OperatorAccess, OperatorSession } from '#ports/operator-access.ts';
import type { Database } from '../database.ts';
import { operatorPasskey, operatorSession, operatorSignIn } from '../schema/schema.ts';
import { SESSION_ID_CHARACTERS } from '../session-id.ts';

export function operatorAccess({ orm: db }: Database): OperatorAccess {
  return {
    async session(tokenHash, nowMs) {
      const row = await db
        .select()
        .from(operatorSession)
        .where(
          and(eq(operatorSession.tokenHash, tokenHash), gt(operatorSession.expiresAtMs, nowMs)),
        )
        .get();
      return row && toSession(row);
    },
    async sessions(nowMs, limit) {
      const rows = await db
        .select()
        .from(operatorSession)
        .where(gt(operatorSession.expiresAtMs, nowMs))
        .orderBy(desc(operatorSession.expiresAtMs))
        .limit(limit);
      return rows.map(toSession);
    },
    async signedBy(challengeHash, nowMs) {
      const row = await db
        .select({ kid: operatorSignIn.kid })
        .from(operatorSignIn)
        .where(
          and(
            eq(operatorSignIn.challengeHash, challengeHash),
            gt(operatorSignIn.expiresAtMs, nowMs),
          ),
        )
        .get();
      return row?.kid;
    },
    async passkeys(limit, kid) {
      return db
        .select({
          credentialId: operatorPasskey.credentialId,
          kid: operatorPasskey.kid,
          name: operatorPasskey.name,
          addedAtMs: operatorPasskey.addedAtMs,
          lastUsedAtMs: operatorPasskey.lastUsedAtMs,
        })
        .from(operatorPasskey)
        .where(kid === undefined ? undefined : eq(operatorPasskey.kid, kid))
        .orderBy(asc(operatorPasskey.addedAtMs))
        .limit(limit);
    },
    async passkey(credentialId) {
      const row = await db
        .select()
        .from(operatorPasskey)
        .where(eq(operatorPasskey.credentialId, credentialId))
        .get();
      if (!row) return undefined;
      const { kid, publicKey, counter } = row;
      return { kid, credential: { credentialId, publicKey, counter } };
    },
  };
}

function toSession(row: typeof operatorSession.$inferSelect): OperatorSession {
  return {
    ...row,
    id: row.tokenHash.slice(0, SESSION_ID_CHARACTERS),
    means: row.means as OperatorSession['means'], // only this adapter writes it, from the union
  };
}
