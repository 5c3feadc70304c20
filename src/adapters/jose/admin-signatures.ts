/**
 * Verifies compact JWS (RFC 7515) by Ed25519 keys that the operator configured. The header chooses among those keys by
 * `kid` and decides nothing else. Which check failed is not told apart where it would help a forger.
 */

import {
  compactVerify,
  decodeProtectedHeader,
  importJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import { z } from 'zod';
import { ROLES, type Role } from '#core/operators/role.ts';
import { parseOutsideJson } from '#core/parse-outside-json.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { AdminSignatures, SignatureRefusal, SignedRequest } from '#ports/admin-signatures.ts';

/** The route's limit on the body; a text of terms is the largest thing that is signed. */
const JWS_MAX_CHARACTERS = 262_144;
const JWS_PATTERN = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** `EdDSA` is RFC 8037's name, `Ed25519` that of RFC 9864. `crit` is refused: we understand no extension. */
const headerSchema = z.looseObject({
  alg: z.enum(['EdDSA', 'Ed25519']),
  kid: z.string().min(1).max(200),
  crit: z.undefined().optional(),
});

const seconds = z.int().nonnegative();

/** `jti` needs no randomness, only never to come again; a UUID is what most libraries make. */
const claimsSchema = z.looseObject({
  iss: z.string().min(1).max(200),
  aud: z.string().min(1).max(300),
  iat: seconds,
  exp: seconds,
  jti: z.string().regex(/^[\w.:-]{8,128}$/),
  action: z.string().min(1).max(64),
});

/** Throws for a key set that is not what an operator should configure: it is read once, when the Worker starts. */
export function createAdminSignatures(jwks: JSONWebKeySet): AdminSignatures {
  const keysByKid = indexKeys(jwks);
  const roles = new Map([...keysByKid].map(([kid, jwk]) => [kid, roleIn(jwk)]));
  const imported = new Map<string, Awaited<ReturnType<typeof importJWK>>>();

  async function keyOf(kid: string, jwk: JWK) {
    const key = imported.get(kid) ?? (await importJWK(jwk, 'EdDSA'));
    imported.set(kid, key);
    return key;
  }

  return {
    async verify(jws) {
      const kid = readKid(jws);
      if (kid === undefined) return err({ reason: 'signature_malformed' });
      const jwk = keysByKid.get(kid);
      if (!jwk) return err({ reason: 'signature_invalid' });
      let payload: Uint8Array;
      try {
        ({ payload } = await compactVerify(jws, await keyOf(kid, jwk)));
      } catch {
        return err({ reason: 'signature_invalid' });
      }
      return readClaims(kid, payload);
    },
    keys: [...roles].map(([kid, role]) => ({ kid, role })),
    roleOf: (kid) => roles.get(kid),
  };
}

/** `role` is ours: RFC 7517 lets a key have members that others do not know. Keys without one are operators'. */
function roleIn({ kid, ...members }: JWK & { readonly role?: unknown }): Role {
  const { role = 'operator' } = members;
  const known = ROLES.find((name) => name === role);
  if (!known) throw new Error(`admin key ${kid}: its role is none of ${ROLES.join(', ')}`);
  return known;
}

function indexKeys(jwks: JSONWebKeySet): ReadonlyMap<string, JWK> {
  const keys = new Map<string, JWK>();
  for (const jwk of jwks.keys) {
    const { kty, crv, kid } = jwk;
    if (kty !== 'OKP' || crv !== 'Ed25519') throw new Error(`admin key ${kid}: not Ed25519`);
    if ('d' in jwk) throw new Error(`admin key ${kid}: private, only public keys belong here`);
    if (!kid || keys.has(kid)) throw new Error(`admin key ${kid}: kid missing or used twice`);
    keys.set(kid, jwk);
  }
  return keys;
}

function readKid(jws: string): string | undefined {
  if (jws.length > JWS_MAX_CHARACTERS || !JWS_PATTERN.test(jws)) return undefined;
  try {
    return headerSchema.safeParse(decodeProtectedHeader(jws)).data?.kid;
  } catch {
    return undefined;
  }
}

function readClaims(kid: string, payload: Uint8Array): Result<SignedRequest, SignatureRefusal> {
  let json: unknown;
  try {
    json = parseOutsideJson(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload),
    );
  } catch {
    return err({ reason: 'claims_malformed', claim: 'payload' });
  }
  const claims = claimsSchema.safeParse(json);
  if (!claims.success) {
    const claim = String(claims.error.issues[0]?.path[0] ?? 'payload');
    return err({ reason: 'claims_malformed', claim });
  }
  const { iss, aud, iat, exp, jti, action, ...fields } = claims.data;
  return ok({ kid, iss, aud, iat, exp, jti, action, fields });
}
