// What the emulated provider never does: tokens that are forged, and answers that are too large or of the wrong kind.
import { exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createIdentityProvider } from '#adapters/openid/identity-provider.ts';

const ISSUER = 'https://id.hosting.test';
const NOW_SECONDS = Date.parse('2026-11-10T12:00:00Z') / 1000;
const SECRETS = { state: 's', nonce: 'the nonce', codeVerifier: 'v' };

const keys = await generateKeyPair('RS256', { extractable: true });
const sameKeyRs512 = (await importJWK(await exportJWK(keys.privateKey), 'RS512')) as CryptoKey; // asked for as a key
const strangers = await generateKeyPair('RS256', { extractable: true });
// Without `alg`, as some providers publish theirs: what is allowed is ours to say.
const publicJwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1' };

const GOOD: JWTPayload = {
  iss: ISSUER,
  sub: 'user-1',
  aud: 'us',
  iat: NOW_SECONDS,
  exp: NOW_SECONDS + 300,
  nonce: SECRETS.nonce,
};

type Claims = Readonly<Record<string, unknown>>;

function token(
  claims: Claims = {},
  key = keys.privateKey,
  kid = 'k1',
  alg = 'RS256',
): Promise<string> {
  const payload = Object.entries({ ...GOOD, ...claims }).filter(([, value]) => value !== undefined);
  return new SignJWT(Object.fromEntries(payload)).setProtectedHeader({ alg, kid }).sign(key);
}

const base64 = (value: unknown) =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

interface Answers {
  readonly key?: object;
  readonly idToken?: string;
  readonly userinfo?: unknown;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

function provider({ idToken, userinfo, metadata, key = publicJwk }: Answers) {
  const asked: string[] = [];
  const answers: Readonly<Record<string, () => unknown>> = {
    '/discovery': () => ({
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/authorize`,
      token_endpoint: `${ISSUER}/token`,
      userinfo_endpoint: `${ISSUER}/userinfo`,
      jwks_uri: `${ISSUER}/certs`,
      ...metadata,
    }),
    '/token': () => ({ id_token: idToken, access_token: 'a' }),
    '/userinfo': () => userinfo ?? { sub: 'user-1', email: 'Ann@Example.com', email_verified: '1' },
    '/certs': () => ({ keys: [key] }),
  };
  const settings = {
    name: 'Test',
    issuer: `${ISSUER}/`,
    discoveryUrl: `${ISSUER}/discovery`,
    clientId: 'us',
    clientSecret: 'secret',
    redirectUri: 'https://billing.test/back',
    algorithms: ['RS256'],
    pkce: true,
    timeoutMs: 5_000,
    clock: { nowMs: () => NOW_SECONDS * 1000 },
    fetch: async (input: RequestInfo | URL) => {
      const { pathname } = new URL(String(input));
      asked.push(pathname);
      return Response.json(answers[pathname]?.() ?? {});
    },
  };
  return { ...createIdentityProvider(settings), asked };
}

describe('createIdentityProvider', () => {
  it('answers the subject and the address of a genuine token', async () => {
    const { identify } = provider({ idToken: await token() });
    expect(await identify('code', SECRETS)).toEqual({
      ok: true,
      value: {
        issuer: ISSUER,
        subject: 'user-1',
        email: 'ann@example.com',
        emailVerified: true,
        name: '',
      },
    });
  });

  it('does without a person where the provider’s key cannot be read', async () => {
    const { identify } = provider({ idToken: await token(), key: { ...publicJwk, n: 7 } });
    expect(await identify('code', SECRETS)).toMatchObject({
      ok: false,
      error: { disposition: 'unavailable', code: 'identity_answer_malformed' },
    });
  });

  it('asks for metadata and keys once for many sign-ins', async () => {
    const { identify, asked } = provider({ idToken: await token() });
    await identify('code', SECRETS);
    await identify('code', SECRETS);
    expect(asked.filter((path) => path === '/discovery' || path === '/certs')).toHaveLength(2);
  });

  const unsigned = `${base64({ alg: 'none' })}.${base64(GOOD)}.`;
  const forged: [string, () => Promise<string> | string, string][] = [
    ['of another issuer', () => token({ iss: 'https://evil.test' }), 'identity_token_invalid'],
    ['for another audience', () => token({ aud: 'them' }), 'identity_token_invalid'],
    [
      'for several, without saying for whom',
      () => token({ aud: ['us', 'them'] }),
      'identity_token_invalid',
    ],
    [
      'that another client was given',
      () => token({ aud: ['us', 'them'], azp: 'them' }),
      'identity_token_invalid',
    ],
    ['with another nonce', () => token({ nonce: 'theirs' }), 'identity_token_invalid'],
    ['without a nonce', () => token({ nonce: undefined }), 'identity_token_invalid'],
    ['without a subject', () => token({ sub: '' }), 'identity_token_invalid'],
    ['that is too old', () => token({ exp: NOW_SECONDS - 61 }), 'identity_token_expired'],
    ['without an end', () => token({ exp: undefined }), 'identity_token_invalid'],
    ['that nobody signed', () => unsigned, 'identity_token_invalid'],
    ['of a key of their own', () => token({}, strangers.privateKey), 'identity_token_invalid'],
    [
      'of a key that is nobody’s',
      () => token({}, strangers.privateKey, 'k2'),
      'identity_token_invalid',
    ],
    ['signed with our own secret', () => signedWithSecret(), 'identity_token_invalid'],
    [
      'of an algorithm that is not on our list',
      () => token({}, sameKeyRs512, 'k1', 'RS512'),
      'identity_token_invalid',
    ],
    ['that is none', () => 'x.y.z', 'identity_token_invalid'],
  ];
  it.each(forged)('refuses a token %s', async (_, idToken, code) => {
    const answer = await provider({ idToken: await idToken() }).identify('code', SECRETS);
    expect(answer).toMatchObject({ ok: false, error: { code, disposition: 'rejected' } });
  });

  it('refuses claims about somebody else, and takes silence about the address for silence', async () => {
    const idToken = await token();
    const other = { sub: 'user-2', email: 'eve@example.com' };
    expect(await provider({ idToken, userinfo: other }).identify('c', SECRETS)).toMatchObject({
      error: { code: 'identity_token_invalid' },
    });
    for (const [told, said] of [
      [{}, undefined],
      [{ email_verified: 'perhaps' }, false],
      [{ email_verified: 0 }, false],
      [{ email_verified: 'true' }, true],
    ] as const) {
      const userinfo = { sub: 'user-1', email: 'not an address', ...told };
      const answer = await provider({ idToken, userinfo }).identify('c', SECRETS);
      expect(answer).toMatchObject({ value: { email: '', emailVerified: said } });
    }
  });

  it.each([
    ['of somebody else', { issuer: 'https://evil.test' }, 'identity_issuer_differs'],
    [
      'with an endpoint in clear',
      { token_endpoint: 'http://id.test/t' },
      'identity_issuer_differs',
    ],
    ['without endpoints', { token_endpoint: undefined }, 'identity_answer_malformed'],
    ['without end', { padding: 'x'.repeat(300_000) }, 'identity_answer_malformed'],
  ])('sends nobody anywhere by metadata %s', async (_, metadata, code) => {
    const answer = await provider({ metadata }).authorizationUrl(SECRETS);
    expect(answer).toMatchObject({ ok: false, error: { code } });
  });
});

function signedWithSecret(): Promise<string> {
  const key = new TextEncoder().encode('secret'.repeat(8));
  return new SignJWT(GOOD).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(key);
}
