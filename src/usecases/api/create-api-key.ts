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

/** What a key will be known by and prove itself with, before it is there. */
export interface ApiKeyDraft {
  readonly id: ApiKeyId;
  readonly secret: string;
}

export function newApiKeyDraft(ports: Pick<Ports, 'clock' | 'random'>): ApiKeyDraft {
  return { id: newId(ports, 'apiKey'), secret: newToken(ports) };
}

export type CreateKeyRefusal = { readonly reason: 'expiry_past' };

/** Makes a key of the API; from the same draft once, however often it is asked. `actor` is `admin:KID`. */
export async function createApiKey(
  ports: Pick<Ports, 'store' | 'clock' | 'random' | 'secrets'>,
  { name, scopes, expiresAtMs }: ApiKeyRequest,
  actor: string,
  draft: ApiKeyDraft = newApiKeyDraft(ports),
): Promise<Result<CreatedApiKey, CreateKeyRefusal>> {
  const { store, clock, secrets } = ports;
  const atMs = clock.nowMs();
  if (expiresAtMs !== null && expiresAtMs <= atMs) return err({ reason: 'expiry_past' });
  const { id, secret } = draft;
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
  if (!committed.ok && !(await store.api.key(id))) throw new Error(`the key ${id} was not stored`);
  return ok({ id, text: apiKeyText({ id, secret }) });
}
