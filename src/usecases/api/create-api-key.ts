import { apiKeyText } from '#core/api/api-key.ts';
import type { Scope } from '#core/api/scope.ts';
import type { ApiKeyId } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import { newId, newToken } from '#usecases/tokens.ts';

export interface ApiKeyRequest {
  readonly name: string;
  /** At least one. */
  readonly scopes: readonly Scope[];
  /** Null: until it is revoked. */
  readonly expiresAtMs: number | null;
}

export interface CreatedApiKey {
  readonly id: ApiKeyId;
  /** The whole key. Shown once: only the digest of its secret is stored. */
  readonly text: string;
}

export type CreateKeyRefusal = { readonly reason: 'expiry_past' };

/** Makes a key of the API. `actor` is `admin:KID`. */
export async function createApiKey(
  ports: Pick<Ports, 'store' | 'clock' | 'random' | 'secrets'>,
  { name, scopes, expiresAtMs }: ApiKeyRequest,
  actor: string,
): Promise<Result<CreatedApiKey, CreateKeyRefusal>> {
  const { store, clock, secrets } = ports;
  const atMs = clock.nowMs();
  if (expiresAtMs !== null && expiresAtMs <= atMs) return err({ reason: 'expiry_past' });
  const id = newId(ports, 'apiKey');
  const secret = newToken(ports);
  const key = {
    id,
    secretHash: await secrets.digest(secret),
    name,
    scopes: [...new Set(scopes)],
    expiresAtMs,
    createdBy: actor,
    createdAtMs: atMs,
  };
  const expires = expiresAtMs === null ? 'never' : new Date(expiresAtMs).toISOString();
  const detail = { name, scopes: key.scopes.join(' '), expires };
  const committed = await store.commit([
    { type: 'api_key_created', key },
    { type: 'audit', event: { atMs, actor, action: 'api_key_created', subjectId: id, detail } },
  ]);
  if (!committed.ok) throw new Error(`the new key ${id} was there already`);
  return ok({ id, text: apiKeyText({ id, secret }) });
}
