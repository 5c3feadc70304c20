import { Hono } from 'hono';
import { z } from 'zod';
import { isScope, type Scope } from '#core/api/scope.ts';
import { isId } from '#core/ids.ts';
import type { StoredApiKey } from '#ports/api-store.ts';
import { createApiKey } from '#usecases/api/create-api-key.ts';
import { revokeApiKey } from '#usecases/api/revoke-api-key.ts';
import type { AppEnv } from '../app-env.ts';
import { boundedBody } from '../bounded-body.ts';
import { problem } from '../problem.ts';
import { malformed } from './malformed.ts';
import { refusalProblem } from './refusal-problem.ts';
import { signedBearer, signedBody } from './signed-request.ts';

const KEYS_LISTED = 200;

const created = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.custom<Scope>((scope) => typeof scope === 'string' && isScope(scope))).min(1),
  /** Left out: until it is revoked. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});
const revoked = z.object({ keyId: z.string().max(64) });

/** Keys of the API. A new one is answered once; only the digest of its secret is stored. */
export const apiKeys = new Hono<AppEnv>()
  .get('/admin/api-keys', async (c) => {
    const request = await signedBearer(c);
    if (!request.ok) return request.error;
    const keys = await c.env.ports.store.api.keys(KEYS_LISTED);
    return c.json({ keys: keys.map(keyJson) });
  })
  .post('/admin/api-keys', boundedBody, async (c) => {
    const request = await signedBody(c, ['create_api_key', 'revoke_api_key']);
    if (!request.ok) return request.error;
    const { action, fields, kid } = request.value;
    const actor = `admin:${kid}`;
    c.header('cache-control', 'no-store');
    if (action === 'revoke_api_key') {
      const parsed = revoked.safeParse(fields);
      if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
      const { keyId } = parsed.data;
      const done = isId('apiKey', keyId)
        ? await revokeApiKey(c.env.ports, keyId, actor)
        : undefined;
      return done?.ok
        ? c.json({ keyId })
        : problem(c, 404, 'api_key_unknown', 'There is no API key with this id.');
    }
    const parsed = created.safeParse(fields);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    const { name, scopes, expiresAt } = parsed.data;
    const expiresAtMs = expiresAt === undefined ? null : Date.parse(expiresAt);
    const key = await createApiKey(c.env.ports, { name, scopes, expiresAtMs }, actor);
    if (!key.ok) return problem(c, 422, key.error.reason, 'The key would have expired already.');
    return c.json({ keyId: key.value.id, key: key.value.text }, 201);
  });

function keyJson(key: StoredApiKey) {
  const iso = (atMs: number | null) => (atMs === null ? null : new Date(atMs).toISOString());
  const { id, name, scopes, createdBy } = key;
  return {
    ...{ keyId: id, name, scopes, createdBy },
    createdAt: iso(key.createdAtMs),
    expiresAt: iso(key.expiresAtMs),
    revokedAt: iso(key.revokedAtMs),
    lastUsedAt: iso(key.lastUsedAtMs),
  };
}
