import { compactVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { claimsOf, sign } from '../../../cli/admin/sign.ts';
import { makeAdminKey, publicPart } from '../../../cli/instance/admin-key.ts';

const key = makeAdminKey('test');
const INPUT = {
  key,
  audience: 'https://billing.example',
  serviceNowMs: Date.UTC(2026, 10, 1, 12, 0, 0, 999),
  action: 'plan',
};

describe('claimsOf', () => {
  it('aims at the service and dates by its clock', () => {
    const iat = Date.UTC(2026, 10, 1, 12) / 1000;
    const aud = 'https://billing.example';
    expect(claimsOf(INPUT)).toMatchObject({ aud, iat, exp: iat + 300, iss: key.kid });
  });

  it('carries the fields beside the action', () => {
    expect(claimsOf({ ...INPUT, fields: { month: '2026-10' } })).toMatchObject({
      action: 'plan',
      month: '2026-10',
    });
  });

  it('does not let a field take the place of a claim', () => {
    const claims = claimsOf({ ...INPUT, fields: { aud: 'https://elsewhere.example', jti: 'x' } });
    expect(claims).toMatchObject({ aud: 'https://billing.example' });
    expect(claims.jti).not.toBe('x');
  });

  it('makes a new jti each time, of at least 96 bits', () => {
    const [first, second] = [claimsOf(INPUT).jti, claimsOf(INPUT).jti];
    expect(first).not.toBe(second);
    expect(first).toMatch(/^[\w-]{16,}$/);
  });
});

describe('sign', () => {
  it('makes a compact JWS that the public part verifies', async () => {
    const claims = claimsOf(INPUT);
    const publicKey = await importJWK({ ...publicPart(key) }, 'EdDSA');
    const { payload, protectedHeader } = await compactVerify(await sign(key, claims), publicKey);
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: key.kid });
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(claims);
  });
});

describe('publicPart', () => {
  it('leaves the private part out', () => {
    expect(Object.keys(publicPart(key)).sort()).toEqual(['crv', 'kid', 'kty', 'x']);
  });
});
