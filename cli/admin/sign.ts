import { randomBytes } from 'node:crypto';
import { CompactSign, importJWK } from 'jose';
import type { AdminKey } from '../instance/admin-key.ts';

/** The service accepts ten minutes; half of that leaves room for reading a plan. */
const LIFETIME_SECONDS = 300;

export interface ClaimsInput {
  readonly key: Pick<AdminKey, 'kid'>;
  /** The service's own origin and clock, so that a wrong clock here does not matter. */
  readonly audience: string;
  readonly serviceNowMs: number;
  readonly action: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly jti?: string;
}

/** The claims of one request. `jti` is new each time, because the service accepts each only once. */
export function claimsOf(input: ClaimsInput): Record<string, unknown> {
  const { key, audience, serviceNowMs, action, fields = {}, jti } = input;
  const iat = Math.floor(serviceNowMs / 1000);
  return {
    ...fields,
    iss: key.kid || 'postmeter-cli',
    aud: audience,
    iat,
    exp: iat + LIFETIME_SECONDS,
    jti: jti ?? randomBytes(18).toString('base64url'),
    action,
  };
}

/** A compact JWS (RFC 7515) over the claims. */
export async function sign(
  key: AdminKey,
  claims: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { kty, crv, x, d, kid } = key;
  const imported = await importJWK({ kty, crv, x, d }, 'EdDSA');
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .sign(imported);
}
