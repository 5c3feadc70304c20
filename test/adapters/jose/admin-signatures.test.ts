import { CompactSign, exportJWK, FlattenedSign, generateKeyPair, type JWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAdminSignatures } from '#adapters/jose/admin-signatures.ts';

const CLAIMS = {
  iss: 'ops',
  aud: 'https://billing.example',
  iat: 1_775_000_000,
  exp: 1_775_000_300,
  jti: 'jti-0123456789abcdef',
  action: 'plan',
  month: '2026-03',
};

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
let pair: Pair;
let publicJwk: JWK;
const verify = (jws: string) => createAdminSignatures({ keys: [publicJwk] }).verify(jws);

beforeAll(async () => {
  pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  publicJwk = { ...(await exportJWK(pair.publicKey)), kid: 'ops-1' };
});

function sign(
  payload: unknown = CLAIMS,
  header: Record<string, unknown> = {},
  key: CryptoKey | Uint8Array = pair.privateKey,
): Promise<string> {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const protectedHeader = { alg: 'EdDSA', kid: 'ops-1', ...header };
  return new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader(protectedHeader)
    .sign(key, { crit: { 'urn:x': true } });
}

describe('createAdminSignatures', () => {
  it('answers the claims, the signer and the other fields', async () => {
    const { month, ...claims } = CLAIMS;
    expect(await verify(await sign())).toEqual({
      ok: true,
      value: { ...claims, kid: 'ops-1', fields: { month } },
    });
  });

  it('accepts the newer name of the algorithm', async () => {
    expect((await verify(await sign(CLAIMS, { alg: 'Ed25519' }))).ok).toBe(true);
  });

  it('does not judge times', async () => {
    expect((await verify(await sign({ ...CLAIMS, iat: 0, exp: 1 }))).ok).toBe(true);
  });

  it('chooses the key by its exact kid', async () => {
    const other = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const otherJwk = { ...(await exportJWK(other.publicKey)), kid: 'ops-2' };
    const both = createAdminSignatures({ keys: [otherJwk, publicJwk] });
    expect((await both.verify(await sign(CLAIMS, { kid: 'ops-2' }, other.privateKey))).ok).toBe(
      true,
    );
    expect(await both.verify(await sign(CLAIMS, { kid: 'ops-2' }))).toEqual(INVALID);
  });

  it('refuses an unknown kid and a bad signature alike', async () => {
    const jws = await sign();
    const other = await generateKeyPair('EdDSA');
    expect(await verify(await sign(CLAIMS, { kid: 'OPS-1' }))).toEqual(INVALID);
    expect(await verify(await sign(CLAIMS, {}, other.privateKey))).toEqual(INVALID);
    const [header, , signature] = jws.split('.');
    const payload = btoa(JSON.stringify({ ...CLAIMS, action: 'execute' })).replace(/=+$/, '');
    expect(await verify([header, payload, signature].join('.'))).toEqual(INVALID);
  });

  it('takes no key from the header', async () => {
    const other = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const jwk = await exportJWK(other.publicKey);
    expect(await verify(await sign(CLAIMS, { jwk }, other.privateKey))).toEqual(INVALID);
  });

  it.each([
    ['no kid', { kid: undefined }],
    ['an empty kid', { kid: '' }],
    ['a critical extension', { crit: ['urn:x'], 'urn:x': 1 }],
  ])('refuses a header with %s', async (_name, header) => {
    expect(await verify(await sign(CLAIMS, header))).toEqual(MALFORMED);
  });

  it('refuses other algorithms, also the public key used as a shared secret', async () => {
    const secret = new TextEncoder().encode(`${publicJwk.x}${publicJwk.x}`);
    expect(await verify(await sign(CLAIMS, { alg: 'HS256' }, secret))).toEqual(MALFORMED);
    const none = `${btoa('{"alg":"none","kid":"ops-1"}').replace(/=+$/, '')}.e30.AA`;
    expect(await verify(none)).toEqual(MALFORMED);
    const ec = await generateKeyPair('ES256');
    expect(await verify(await sign(CLAIMS, { alg: 'ES256' }, ec.privateKey))).toEqual(MALFORMED);
  });

  it.each(['', 'a.b', 'a.b.c', 'a..c', 'a.b.c.d', '{}', ' a.b.c', `${'x'.repeat(9_000)}.b.c`])(
    'refuses what is not a compact JWS (%#)',
    async (jws) => {
      expect(await verify(jws)).toEqual(MALFORMED);
    },
  );

  it('refuses the JSON form', async () => {
    const flat = await new FlattenedSign(new TextEncoder().encode('{}'))
      .setProtectedHeader({ alg: 'EdDSA', kid: 'ops-1' })
      .sign(pair.privateKey);
    expect(await verify(JSON.stringify(flat))).toEqual(MALFORMED);
  });

  it.each([
    ['iss', ''],
    ['iss', undefined],
    ['aud', ['https://billing.example']],
    ['iat', '1775000000'],
    ['iat', 1.5],
    ['exp', -1],
    ['exp', undefined],
    ['jti', 'short'],
    ['jti', 'x'.repeat(129)],
    ['jti', 'has a space in it'],
    ['action', ''],
    ['action', 7],
  ])('names the claim %s when it is %j', async (claim, value) => {
    const refusal = { ok: false, error: { reason: 'claims_malformed', claim } };
    expect(await verify(await sign({ ...CLAIMS, [claim]: value }))).toEqual(refusal);
  });

  it.each(['text', '[]', 'null', '"x"'])('refuses the payload %j', async (payload) => {
    expect(await verify(await sign(payload))).toEqual({
      ok: false,
      error: { reason: 'claims_malformed', claim: 'payload' },
    });
  });

  it('refuses key sets that hold private, foreign, nameless or double keys', async () => {
    const privateJwk = { ...(await exportJWK(pair.privateKey)), kid: 'ops-1' };
    const ec = await generateKeyPair('ES256', { extractable: true });
    const ecJwk = { ...(await exportJWK(ec.publicKey)), kid: 'ec' };
    const { kid: _kid, ...nameless } = publicJwk;
    expect(() => createAdminSignatures({ keys: [privateJwk] })).toThrow(/private/);
    expect(() => createAdminSignatures({ keys: [ecJwk] })).toThrow(/not Ed25519/);
    expect(() => createAdminSignatures({ keys: [nameless] })).toThrow(/kid/);
    expect(() => createAdminSignatures({ keys: [publicJwk, publicJwk] })).toThrow(/twice/);
  });

  it('knows the role of each key; without one it is an operator’s', () => {
    const reader = { ...publicJwk, kid: 'audit-1', role: 'reader' };
    const { keys, roleOf } = createAdminSignatures({ keys: [publicJwk, reader] });
    expect(keys).toEqual([
      { kid: 'ops-1', role: 'operator' },
      { kid: 'audit-1', role: 'reader' },
    ]);
    expect([roleOf('ops-1'), roleOf('audit-1'), roleOf('gone')]).toEqual([
      'operator',
      'reader',
      undefined,
    ]);
    const root = { ...publicJwk, role: 'root' };
    expect(() => createAdminSignatures({ keys: [root] })).toThrow(/role/);
  });

  it('refuses everything where no key is configured', async () => {
    expect(await createAdminSignatures({ keys: [] }).verify(await sign())).toEqual(INVALID);
  });
});

const INVALID = { ok: false, error: { reason: 'signature_invalid' } };
const MALFORMED = { ok: false, error: { reason: 'signature_malformed' } };
