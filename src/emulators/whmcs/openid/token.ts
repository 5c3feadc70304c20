/** `token.php`: a code for an ID token and an access token. The secret comes in the body or by HTTP Basic (RFC 6749 2.3.1). */
import { type Context, Hono } from 'hono';
import { readForm } from '../../read-form.ts';
import { type Installation, keepLatest } from '../installation.ts';
import { randomToken } from '../random-token.ts';
import type { OpenIdGrant } from '../sign-on.ts';
import { systemUrlOf } from '../system-url.ts';
import { type SigningKey, sha256Base64Url } from './keys.ts';

const LIFETIME_SECONDS = 3600;
const TOKENS_KEPT = 500;

export function tokenRoutes(installation: Installation, key: SigningKey): Hono {
  const routes = new Hono();
  routes.post('/whmcs/oauth/token.php', async (c) => {
    const form = await readForm(c);
    const field = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
    const { tables } = installation;
    const [id, given] = basicCredentials(c) ?? [field('client_id'), field('client_secret')];
    const client = [...tables.openIdClients.values()].find(
      ({ clientId, secret }) => clientId === id && secret === given,
    );
    c.header('cache-control', 'no-store');
    if (client === undefined) {
      c.header('www-authenticate', 'Basic realm="WHMCS"');
      return refuse(c, 401, 'invalid_client');
    }
    if (field('grant_type') === '' || field('code') === '')
      return refuse(c, 400, 'invalid_request');
    if (field('grant_type') !== 'authorization_code') {
      return refuse(c, 400, 'unsupported_grant_type');
    }
    const grant = tables.codes.get(field('code'));
    // A code is spent by the first attempt, also by one that fails.
    tables.codes.delete(field('code'));
    const isGood =
      grant !== undefined &&
      grant.clientId === client.clientId &&
      grant.redirectUri === field('redirect_uri') &&
      grant.expiresAtMs > installation.nowMs() &&
      (await isVerified(installation, grant, field('code_verifier')));
    if (!isGood) return refuse(c, 400, 'invalid_grant');

    const accessToken = randomToken();
    const nowSeconds = Math.floor(installation.nowMs() / 1000);
    const expiresAtMs = (nowSeconds + LIFETIME_SECONDS) * 1000;
    tables.accessTokens.set(accessToken, { ...grant, expiresAtMs });
    keepLatest(tables.accessTokens, TOKENS_KEPT);
    const idToken = () =>
      key.sign({
        iss: systemUrlOf(c, installation),
        sub: tables.users.get(grant.userId)?.uuid ?? '',
        aud: client.clientId,
        iat: nowSeconds,
        exp: nowSeconds + LIFETIME_SECONDS,
        ...(grant.nonce === '' ? {} : { nonce: grant.nonce }),
      });
    // Without that scope it is a request of OAuth 2.0 alone.
    const isOpenId = grant.scope.split(/\s+/).includes('openid');
    return c.json({
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: LIFETIME_SECONDS,
      scope: grant.scope,
      ...(isOpenId ? { id_token: await idToken() } : {}),
    });
  });
  return routes;
}

/** Both are form-encoded before they are put together. */
function basicCredentials(c: Context): [string, string] | undefined {
  const [, encoded] = /^basic +(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const decode = (text: string) => new URLSearchParams(`v=${text}`).get('v') ?? '';
  try {
    const [id = '', secret = ''] = atob(encoded).split(':', 2);
    return [decode(id), decode(secret)];
  } catch {
    return ['', ''];
  }
}

/** Whether WHMCS knows PKCE is not known: by default a challenge is passed over. */
async function isVerified(
  installation: Installation,
  { codeChallenge }: OpenIdGrant,
  verifier: string,
): Promise<boolean> {
  if (installation.tables.options.pkce === 'ignored' || codeChallenge === '') return true;
  return (await sha256Base64Url(verifier)) === codeChallenge;
}

function refuse(c: Context, status: 400 | 401, error: string): Response {
  return c.json({ error, error_description: error.replaceAll('_', ' ') }, status);
}
