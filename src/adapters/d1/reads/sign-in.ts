import { and, eq, gt } from 'drizzle-orm';
import type { ClientId } from '#core/ids.ts';
import type { SignInReads } from '#ports/store.ts';
import type { Database } from '../database.ts';
import { client, passwordReset, session } from '../schema/schema.ts';
import { clientColumns, toClient } from './clients.ts';

export function signInReads({ orm: db }: Database): SignInReads {
  return {
    async clientOfSession(tokenHash, nowMs) {
      const row = await db
        .select(clientColumns)
        .from(session)
        .innerJoin(client, eq(client.id, session.clientId))
        .where(and(eq(session.tokenHash, tokenHash), gt(session.expiresAtMs, nowMs)))
        .get();
      return toClient(row);
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
