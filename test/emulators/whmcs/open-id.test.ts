import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  OPENID_CLIENT_ID,
  OPENID_CLIENT_SECRET,
} from '../../../src/emulators/whmcs/credentials.ts';
import { makeClient, startWhmcs, type Whmcs } from './support/whmcs-server.ts';

const REDIRECT = 'https://service.example/login/whmcs';

function authorizePath(fields: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: OPENID_CLIENT_ID,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'openid profile email',
    state: 'st/te',
    nonce: 'n0nce',
    ...fields,
  });
  return `/oauth/authorize.php?${query}`;
}

/** A browser that is signed in to WHMCS. */
async function browser(whmcs: Whmcs) {
  await makeClient(whmcs, { email: 'ann@example.com', firstname: 'Ann', lastname: 'Lee' });
  const form = new URLSearchParams({ username: 'ann@example.com', password: 'Abcdef123' });
  const reply = await whmcs.post('/dologin.php', form);
  return { cookie: (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

async function codeFor(whmcs: Whmcs, cookie: string, fields: Record<string, string> = {}) {
  const consent = new URLSearchParams({ consent: 'yes' });
  const reply = await whmcs.post(authorizePath(fields), consent, { cookie });
  const back = new URL(reply.headers.get('location') ?? '');
  return back.searchParams.get('code') ?? '';
}

function exchange(whmcs: Whmcs, code: string, fields: Record<string, string> = {}) {
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: OPENID_CLIENT_ID,
    client_secret: OPENID_CLIENT_SECRET,
    redirect_uri: REDIRECT,
    code,
    ...fields,
  });
  return whmcs.post('/oauth/token.php', form);
}

describe('the OpenID Connect provider', () => {
  it('describes itself sparsely, at its own place', async () => {
    const whmcs = await startWhmcs();
    const { json } = await whmcs.get('/oauth/openid-configuration.php');
    expect(json).toMatchObject({
      issuer: whmcs.url,
      authorization_endpoint: `${whmcs.url}/oauth/authorize.php`,
      token_endpoint: `${whmcs.url}/oauth/token.php`,
      userinfo_endpoint: `${whmcs.url}/oauth/userinfo.php`,
      jwks_uri: `${whmcs.url}/oauth/certs.php`,
    });
    expect(json).not.toHaveProperty('response_types_supported');
    expect((await whmcs.get('/.well-known/openid-configuration')).status).toBe(404);
    await whmcs.options({ wellKnownRewrite: true, systemUrl: 'https://billing.example/' });
    const rewritten = (await whmcs.get('/.well-known/openid-configuration')).json;
    expect(rewritten.issuer).toBe('https://billing.example');
  });

  it('signs a person in: sign-in page, consent once, code, tokens, user info', async () => {
    const whmcs = await startWhmcs();
    const { cookie } = await browser(whmcs);
    expect((await whmcs.get(authorizePath())).text).toContain('Sign in to the client area');
    expect((await whmcs.get(authorizePath(), { cookie })).text).toContain('asks who you are');
    const consent = new URLSearchParams({ consent: 'yes' });
    const agreed = await whmcs.post(authorizePath(), consent, { cookie });
    const back = new URL(agreed.headers.get('location') ?? '');
    expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([
      REDIRECT,
      'st/te',
    ]);
    const again = await whmcs.get(authorizePath(), { cookie });
    expect(again.status).toBe(303);

    const tokens = (await exchange(whmcs, back.searchParams.get('code') ?? '')).json;
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const jwks = createLocalJWKSet((await whmcs.get('/oauth/certs.php')).json);
    const { payload, protectedHeader } = await jwtVerify(tokens.id_token, jwks, {
      issuer: whmcs.url,
      audience: OPENID_CLIENT_ID,
      currentDate: new Date(whmcs.clock.nowMs),
    });
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload.nonce).toBe('n0nce');
    expect(payload).not.toHaveProperty('email');

    const bearer = { authorization: `Bearer ${tokens.access_token}` };
    const info = (await whmcs.get('/oauth/userinfo.php', bearer)).json;
    expect(info).toMatchObject({
      sub: payload.sub,
      name: 'Ann Lee',
      email: 'ann@example.com',
      email_verified: false,
    });
    await whmcs.options({ emailVerifiedClaim: 'missing' });
    expect((await whmcs.get('/oauth/userinfo.php', bearer)).json).not.toHaveProperty(
      'email_verified',
    );
    whmcs.clock.nowMs += 3_600_000;
    expect((await whmcs.get('/oauth/userinfo.php', bearer)).status).toBe(401);
  });

  it('takes a code once, in time, from the right client for the right address', async () => {
    const whmcs = await startWhmcs();
    const { cookie } = await browser(whmcs);
    const code = () => codeFor(whmcs, cookie);
    const used = await code();
    expect((await exchange(whmcs, used)).status).toBe(200);
    expect((await exchange(whmcs, used)).json.error).toBe('invalid_grant');
    const late = await code();
    whmcs.clock.nowMs += 60_000;
    const attempts: [string, Record<string, string>, number, string][] = [
      [late, {}, 400, 'invalid_grant'],
      [await code(), { redirect_uri: `${REDIRECT}/` }, 400, 'invalid_grant'],
      [await code(), { client_secret: 'no' }, 401, 'invalid_client'],
      [await code(), { grant_type: 'password' }, 400, 'unsupported_grant_type'],
      ['guess', {}, 400, 'invalid_grant'],
      ['', {}, 400, 'invalid_request'],
    ];
    for (const [value, fields, status, error] of attempts) {
      const reply = await exchange(whmcs, value, fields);
      expect([reply.status, reply.json.error]).toEqual([status, error]);
    }
  });

  it('knows a client by HTTP Basic as well, and says so to one that it does not know', async () => {
    const whmcs = await startWhmcs();
    const { cookie } = await browser(whmcs);
    const form = async () =>
      new URLSearchParams({
        grant_type: 'authorization_code',
        redirect_uri: REDIRECT,
        // Without openid nothing is signed, and no key has to be made.
        code: await codeFor(whmcs, cookie, { scope: 'email' }),
      });
    const tokensBy = async (id: string, secret: string) => {
      const encoded = [id, secret].map(encodeURIComponent).join(':');
      const authorization = `basic ${btoa(encoded)}`;
      return whmcs.post('/oauth/token.php', await form(), { authorization });
    };
    const good = await tokensBy(OPENID_CLIENT_ID, OPENID_CLIENT_SECRET);
    expect([good.status, good.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const bad = await tokensBy(OPENID_CLIENT_ID, 'no');
    expect([bad.status, bad.json.error]).toEqual([401, 'invalid_client']);
    expect(bad.headers.get('www-authenticate')).toMatch(/^Basic/);
    const garbage = { authorization: 'Basic %%%' };
    expect((await whmcs.post('/oauth/token.php', await form(), garbage)).status).toBe(401);
  });

  it.each([
    ['no kind of answer', { response_type: '' }, 'invalid_request'],
    ['silence, and nobody is signed in', { prompt: 'none' }, 'login_required'],
  ])('sends a request back that asks for %s', async (_what, fields, error) => {
    const whmcs = await startWhmcs();
    const { headers } = await whmcs.get(authorizePath(fields));
    const back = new URL(headers.get('location') ?? '').searchParams;
    expect([back.get('error'), back.get('state')]).toEqual([error, 'st/te']);
  });

  it('shows no page where that is forbidden, and needs none once consent is given', async () => {
    const whmcs = await startWhmcs();
    const { cookie } = await browser(whmcs);
    const silent = () => whmcs.get(authorizePath({ prompt: 'none' }), { cookie });
    expect((await silent()).headers.get('location')).toContain('error=consent_required');
    await codeFor(whmcs, cookie);
    expect((await silent()).headers.get('location')).toContain('code=');
  });

  it('takes the request as a form, too', async () => {
    const whmcs = await startWhmcs();
    const { cookie } = await browser(whmcs);
    await codeFor(whmcs, cookie);
    const [script = '', query] = authorizePath().split('?');
    const { status, headers } = await whmcs.post(script, new URLSearchParams(query), { cookie });
    const back = new URL(headers.get('location') ?? '').searchParams;
    expect([status, back.get('state'), back.has('code')]).toEqual([303, 'st/te', true]);
  });

  it('makes an ID token for the scope openid alone', async () => {
    const whmcs = await startWhmcs();
    const { cookie } = await browser(whmcs);
    const { json } = await exchange(whmcs, await codeFor(whmcs, cookie, { scope: 'email' }));
    expect([typeof json.access_token, json.id_token]).toEqual(['string', undefined]);
  });

  it('tells who asks without a good token how to ask', async () => {
    const whmcs = await startWhmcs();
    const asked = async (headers: Record<string, string>) =>
      (await whmcs.get('/oauth/userinfo.php', headers)).headers.get('www-authenticate');
    expect(await asked({})).toBe('Bearer');
    expect(await asked({ authorization: 'Bearer no' })).toBe('Bearer error="invalid_token"');
  });

  it('verifies PKCE where that is switched on', async () => {
    const whmcs = await startWhmcs();
    const { cookie } = await browser(whmcs);
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const challenge = {
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    };
    const attempt = async (code_verifier: string) =>
      (await exchange(whmcs, await codeFor(whmcs, cookie, challenge), { code_verifier })).status;
    expect(await attempt('wrong')).toBe(200);
    await whmcs.options({ pkce: 'verified' });
    expect([await attempt('wrong'), await attempt(verifier)]).toEqual([400, 200]);
  });

  it('sends nobody to an address that is not registered, and tells a refusal', async () => {
    const whmcs = await startWhmcs();
    const { cookie } = await browser(whmcs);
    const made = (
      await whmcs.api('CreateOAuthCredential', {
        grantType: 'authorization_code',
        scope: 'openid email',
        name: 'Other',
        redirectUri: REDIRECT,
      })
    ).json;
    expect(made).toMatchObject({ result: 'success', credentialId: '2' });
    const client_id = made.clientIdentifier;
    const stranger = { client_id, redirect_uri: 'https://evil.example/' };
    expect((await whmcs.get(authorizePath(stranger), { cookie })).status).toBe(400);
    expect((await whmcs.get(authorizePath({ client_id: 'nobody' }), { cookie })).status).toBe(400);
    const refusal = new URLSearchParams({ consent: 'no' });
    const refused = await whmcs.post(authorizePath({ client_id }), refusal, { cookie });
    expect(refused.headers.get('location')).toContain('error=access_denied');
    const token = { response_type: 'token', client_id };
    const wrong = await whmcs.get(authorizePath(token), { cookie });
    expect(wrong.headers.get('location')).toContain('error=unsupported_response_type');
  });
});

describe('OAuth credentials', () => {
  it('are made, listed, changed and deleted', async () => {
    const { api } = await startWhmcs();
    const credential = {
      grantType: 'authorization_code',
      scope: 'clientarea:sso',
      name: 'oauthtest',
    };
    const { credentialId } = (await api('CreateOAuthCredential', credential)).json;
    const change = { credentialId, scope: 'clientarea:billing_info' };
    expect((await api('UpdateOAuthCredential', change)).json.result).toBe('success');
    const { clients } = (await api('ListOAuthCredentials')).json;
    expect(clients).toContainEqual(
      expect.objectContaining({ name: 'oauthtest', scope: 'clientarea:billing_info' }),
    );
    expect((await api('DeleteOAuthCredential', { credentialId })).json.result).toBe('success');
    expect((await api('DeleteOAuthCredential', { credentialId })).json.result).toBe('error');
  });

  it.each<[Record<string, string>, string]>([
    [{ grantType: '' }, 'A valid grant type is required.'],
    [{ grantType: 'implicit' }, 'The requested grant type "implicit" is invalid.'],
    [{ name: '' }, 'A name for the Client Credential is required.'],
    [{ scope: '' }, 'At least one valid scope is required.'],
    [{ scope: 'openid moon' }, 'The requested scope "moon" is invalid.'],
    [
      { grantType: 'single_sign_on' },
      'A service ID is required for the single sign-on grant type.',
    ],
    [{ grantType: 'single_sign_on', serviceId: '3' }, 'A valid Service ID is required.'],
  ])('refuse %j', async (change, message) => {
    const { api } = await startWhmcs();
    const credential = { grantType: 'authorization_code', scope: 'openid', name: 'x', ...change };
    expect((await api('CreateOAuthCredential', credential)).json).toEqual({
      result: 'error',
      message,
    });
  });
});
