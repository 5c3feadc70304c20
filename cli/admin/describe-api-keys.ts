import { table } from '../output/table.ts';

/** A key as `GET /admin/api-keys` has it. */
export interface ApiKeyJson {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

/** Keys of the API as a table; days are UTC. */
export function describeApiKeys(keys: readonly ApiKeyJson[]): string {
  if (keys.length === 0) return 'There are no keys. Make one with: npx postmeter keys create';
  const columns = ['key', 'name', 'may', 'made by', 'expires', 'last used', 'revoked'];
  const rows = keys.map((key) => [
    key.keyId,
    key.name,
    key.scopes.join(' '),
    key.createdBy,
    dayOf(key.expiresAt),
    dayOf(key.lastUsedAt),
    dayOf(key.revokedAt),
  ]);
  return table(
    columns.map((title) => ({ title })),
    rows,
  );
}

function dayOf(instant: string | null): string {
  return instant?.slice(0, 10) ?? '-';
}
