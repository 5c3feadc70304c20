import { createMiddleware } from 'hono/factory';
import { API_KEY_PREFIX } from '#core/api/api-key.ts';
import { READING_SCOPES, type Scope } from '#core/api/scope.ts';
import { authorise } from '#usecases/admin/authorise.ts';
import { type RateLimit, type UseKeyRefusal, useApiKey } from '#usecases/api/use-api-key.ts';
import { refusalProblem } from '../admin/refusal-problem.ts';
import type { ApiContext, ApiEnv } from './api-env.ts';
import { apiProblem, plain } from './api-problem.ts';

/**
 * Before everything else that a route does: an API key with the scope, or, for what only reads, a signature of an admin
 * key over `action: "read"`. Sets `caller`.
 */
export function requireScope(scope: Scope) {
  return createMiddleware<ApiEnv>(async function requireScope(c, next) {
    c.header('cache-control', 'no-store');
    const [scheme, credential = ''] = c.req.header('authorization')?.split(' ') ?? [];
    if (scheme?.toLowerCase() !== 'bearer' || credential === '') {
      c.header('www-authenticate', 'Bearer');
      return apiProblem(c, 401, 'key_missing', 'Send an API key: Authorization: Bearer pmk_…');
    }
    const refused = credential.startsWith(API_KEY_PREFIX)
      ? await admitKey(c, credential, scope)
      : await admitSignature(c, credential, scope);
    return refused ?? next();
  });
}

async function admitKey(c: ApiContext, text: string, scope: Scope) {
  const operation = `${c.req.method} ${c.req.path}`;
  const writes = scope.startsWith('write:');
  const { caller, rateLimit } = await useApiKey(c.env.ports, text, { scope, operation, writes });
  if (rateLimit) describeLimit(c, rateLimit);
  if (!caller.ok) return refused(c, caller.error);
  c.set('caller', { kind: 'key', keyId: caller.value, actor: `api:${caller.value}` });
  return undefined;
}

async function admitSignature(c: ApiContext, jws: string, scope: Scope) {
  const request = await authorise(c.env.ports, jws, ['read']);
  if (!request.ok) return refusalProblem(plain(c), request.error);
  if (!READING_SCOPES.includes(scope)) {
    return apiProblem(c, 403, 'key_needed', 'A signature to read may not do this: use an API key.');
  }
  c.set('caller', { kind: 'admin', actor: `admin:${request.value.kid}` });
  return undefined;
}

/** Fields of draft-ietf-httpapi-ratelimit-headers-10. */
function describeLimit(c: ApiContext, rate: RateLimit): void {
  c.header('ratelimit-policy', `"key";q=${rate.limit};w=${rate.windowSeconds}`);
  c.header('ratelimit', `"key";r=${rate.remaining};t=${rate.resetSeconds}`);
}

function refused(c: ApiContext, refusal: UseKeyRefusal) {
  const { reason } = refusal;
  c.env.ports.log.warn('api_request_refused', { reason });
  switch (refusal.reason) {
    case 'key_unknown':
      return unauthorised(c, reason, 'There is no such API key.');
    case 'key_revoked':
      return unauthorised(c, reason, 'This API key was revoked.');
    case 'key_expired':
      return unauthorised(c, reason, 'This API key has expired.');
    case 'scope_missing':
      return apiProblem(c, 403, reason, `This API key has not the scope ${refusal.scope}.`, {
        scope: refusal.scope,
      });
    case 'rate_limited':
      c.header('retry-after', String(refusal.retryAfterSeconds));
      return apiProblem(c, 429, reason, 'This API key has made too many calls. Ask again later.');
  }
}

function unauthorised(c: ApiContext, code: string, detail: string) {
  c.header('www-authenticate', 'Bearer error="invalid_token"');
  return apiProblem(c, 401, code, detail);
}
