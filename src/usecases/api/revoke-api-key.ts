import type { ApiKeyId } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';

export type RevokeKeyRefusal = { readonly reason: 'api_key_unknown' };

/** Ends a key at once and for good. Revoking it again changes nothing. `actor` is `admin:KID`. */
export async function revokeApiKey(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  id: ApiKeyId,
  actor: string,
): Promise<Result<null, RevokeKeyRefusal>> {
  const key = await store.api.key(id);
  if (!key) return err({ reason: 'api_key_unknown' });
  if (key.revokedAtMs !== null) return ok(null);
  const atMs = clock.nowMs();
  const detail = { name: key.name };
  // A conflict: somebody else revoked it meanwhile, which is as good.
  await store.commit([
    { type: 'api_key_revoked', id, atMs },
    { type: 'audit', event: { atMs, actor, action: 'api_key_revoked', subjectId: id, detail } },
  ]);
  return ok(null);
}
