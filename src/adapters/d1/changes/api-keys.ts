import { type SQL, sql } from 'drizzle-orm';
import type { ApiKeyChange } from '#ports/api-key-changes.ts';
import { guard } from '../guard.ts';
import { apiKey } from '../schema/schema.ts';

export function apiKeyStatements(change: ApiKeyChange): SQL[] {
  switch (change.type) {
    case 'api_key_created': {
      const { id, secretHash, name, scopes, createdBy, createdAtMs, expiresAtMs } = change.key;
      return [
        sql`INSERT INTO ${apiKey} (id, secret_hash, name, scopes, created_by, created_at_ms, expires_at_ms)
            VALUES (${id}, ${secretHash}, ${name}, ${JSON.stringify(scopes)}, ${createdBy}, ${createdAtMs}, ${expiresAtMs})`,
      ];
    }
    case 'api_key_revoked':
      return [
        guard(
          sql`EXISTS (SELECT 1 FROM ${apiKey} WHERE id = ${change.id} AND revoked_at_ms IS NULL)`,
        ),
        sql`UPDATE ${apiKey} SET revoked_at_ms = ${change.atMs} WHERE id = ${change.id}`,
      ];
  }
}
