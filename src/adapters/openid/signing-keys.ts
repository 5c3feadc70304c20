// The provider's public keys, kept for an hour. A token of a key that is not among them makes them be read again, because
// providers change keys; but not more often than once a minute, because anybody can name a key.
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { ok, type Result } from '#core/result.ts';
import type { Clock } from '#ports/clock.ts';
import type { IdentityFailure } from '#ports/identity-provider.ts';
import { malformed, type OpenIdClient } from './openid-client.ts';

const KEPT_MS = 3_600_000;
const READ_AGAIN_MS = 60_000;

const schema = z.object({
  keys: z.array(z.looseObject({ kty: z.string() })).max(50),
});

export interface SigningKeys {
  get(url: string): Promise<Result<JWTVerifyGetKey, IdentityFailure>>;
  /** The same, read anew unless that was done within the last minute: then undefined. */
  getAgain(url: string): Promise<Result<JWTVerifyGetKey, IdentityFailure> | undefined>;
}

export function createSigningKeys(call: OpenIdClient, clock: Clock): SigningKeys {
  let kept: { readonly url: string; readonly keys: JWTVerifyGetKey } | undefined;
  let readAtMs = 0;

  async function read(url: string): Promise<Result<JWTVerifyGetKey, IdentityFailure>> {
    const answer = await call({ url });
    if (!answer.ok) return answer;
    const { status, json } = answer.value;
    const parsed = schema.safeParse(status === 200 ? json : undefined);
    if (!parsed.success) return malformed(`keys: HTTP ${status}, not a set of keys`);
    kept = { url, keys: createLocalJWKSet(parsed.data) };
    readAtMs = clock.nowMs();
    return ok(kept.keys);
  }

  return {
    async get(url) {
      const isGood = kept?.url === url && clock.nowMs() < readAtMs + KEPT_MS;
      return kept && isGood ? ok(kept.keys) : read(url);
    },
    async getAgain(url) {
      return clock.nowMs() < readAtMs + READ_AGAIN_MS ? undefined : read(url);
    },
  };
}
