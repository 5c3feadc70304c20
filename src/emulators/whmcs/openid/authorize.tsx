/** `authorize.php`: signs in, asks for consent once, and sends the browser back with a code. */

import { type Context, Hono } from 'hono';
import { readForm } from '../../read-form.ts';
import { type Installation, keepLatest, type User } from '../installation.ts';
import { ConsentPage } from '../pages/consent-page.tsx';
import { MessagePage } from '../pages/message-page.tsx';
import { signedInUser } from '../pages/sessions.ts';
import { SignInPage } from '../pages/sign-in-page.tsx';
import { randomToken } from '../random-token.ts';
import type { OpenIdClient } from '../sign-on.ts';

const CODE_LIFETIME_MS = 60_000;
const CODES_KEPT = 500;

export function authorizeRoutes(installation: Installation, basePath: string): Hono {
  const routes = new Hono();
  routes.on(['GET', 'POST'], '/whmcs/oauth/authorize.php', async (c) => {
    const query = new URL(c.req.url).searchParams;
    const redirectUri = query.get('redirect_uri') ?? '';
    const client = clientOf(installation, query.get('client_id'));
    const problem = problemWith(client, redirectUri);
    if (client === null || problem !== null) {
      const page = <MessagePage title="Not possible" message={problem ?? ''} basePath={basePath} />;
      return c.html(page, 400);
    }
    if (query.get('response_type') !== 'code')
      return back(c, { error: 'unsupported_response_type' });
    const user = signedInUser(c, installation);
    if (user === null) {
      return c.html(<SignInPage basePath={basePath} email="" error={null} next={pathOf(c)} />);
    }
    const consent = `${user.id} ${client.clientId}`;
    const form = c.req.method === 'POST' ? await readForm(c) : {};
    if (form.consent === 'no') return back(c, { error: 'access_denied' });
    if (form.consent === 'yes') installation.tables.consents.add(consent);
    if (!installation.tables.consents.has(consent)) {
      const page = (
        <ConsentPage basePath={basePath} name={client.name} email={user.email} action={pathOf(c)} />
      );
      return c.html(page);
    }
    return back(c, { code: grant(installation, client, user, query) });
  });
  return routes;
}

function clientOf(installation: Installation, id: string | null): OpenIdClient | null {
  const clients = [...installation.tables.openIdClients.values()];
  return clients.find(({ clientId }) => clientId === id) ?? null;
}

/** An address that is not registered gets no redirect at all: it might be an attacker's. */
function problemWith(client: OpenIdClient | null, redirectUri: string): string | null {
  if (client === null) return 'The application is not known.';
  if (!URL.canParse(redirectUri)) return 'The redirect address is missing.';
  const { redirectUris } = client;
  const isRegistered = redirectUris.length === 0 || redirectUris.includes(redirectUri);
  return isRegistered ? null : 'The redirect address is not registered.';
}

function grant(
  installation: Installation,
  client: OpenIdClient,
  user: User,
  query: URLSearchParams,
): string {
  const { codes } = installation.tables;
  const code = randomToken();
  codes.set(code, {
    clientId: client.clientId,
    userId: user.id,
    scope: query.get('scope') ?? '',
    expiresAtMs: installation.nowMs() + CODE_LIFETIME_MS,
    redirectUri: query.get('redirect_uri') ?? '',
    nonce: query.get('nonce') ?? '',
    codeChallenge: query.get('code_challenge') ?? '',
  });
  keepLatest(codes, CODES_KEPT);
  return code;
}

function back(c: Context, answer: Record<string, string>): Response {
  const query = new URL(c.req.url).searchParams;
  const target = new URL(query.get('redirect_uri') ?? '');
  const state = query.get('state');
  for (const [key, value] of Object.entries(answer)) target.searchParams.set(key, value);
  if (state !== null) target.searchParams.set('state', state);
  return c.redirect(target.href, 303);
}

/** This very request, relative to the script's own folder. */
function pathOf(c: Context): string {
  return `oauth/authorize.php${new URL(c.req.url).search}`;
}
