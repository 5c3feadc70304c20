// Checks of an ID token (OpenID Connect Core 3.1.3.7). It came by our own call, but it is believed for its signature.
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { ok, type Result } from '#core/result.ts';
import type { IdentityFailure } from '#ports/identity-provider.ts';
import { malformed, rejected } from './openid-client.ts';
import type { SigningKeys } from './signing-keys.ts';

/** How far the provider's clock may be off. */
const CLOCK_TOLERANCE_SECONDS = 60;

export interface Expected {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  readonly algorithms: readonly string[];
  readonly nowMs: number;
}

/** The subject, if the token is genuine, for us, for this very request, and good now. */
export async function subjectOf(
  token: string,
  keys: SigningKeys,
  jwksUrl: string,
  expected: Expected,
): Promise<Result<string, IdentityFailure>> {
  const known = await keys.get(jwksUrl);
  if (!known.ok) return known;
  const checked = await check(token, known.value, expected);
  if (checked !== 'key_unknown') return checked;
  const fresh = await keys.getAgain(jwksUrl);
  if (fresh && !fresh.ok) return fresh;
  const again = fresh ? await check(token, fresh.value, expected) : 'key_unknown';
  return again === 'key_unknown' ? invalid('its key is not among the provider’s') : again;
}

async function check(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, clientId, nonce, algorithms, nowMs }: Expected,
): Promise<Result<string, IdentityFailure> | 'key_unknown'> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: clientId,
      algorithms: [...algorithms],
      requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(nowMs),
    });
    const { sub, azp } = payload;
    if (payload.nonce !== nonce) return invalid('it answers another request');
    // With several audiences it has to say that it was made for us.
    const isShared = Array.isArray(payload.aud) && payload.aud.length > 1;
    if ((azp !== undefined || isShared) && azp !== clientId) {
      return invalid('it was made for another client');
    }
    return sub ? ok(sub) : invalid('it has no subject');
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return 'key_unknown';
    if (error instanceof errors.JWTExpired) {
      return rejected('identity_token_expired', 'the token is too old; are both clocks right?');
    }
    if (error instanceof errors.JOSEError) return invalid(error.code);
    // What reading a key throws is the runtime's: a set of keys that has our token's, but broken.
    return malformed('keys: the key of the token cannot be read');
  }
}

function invalid(detail: string) {
  return rejected('identity_token_invalid', detail);
}
