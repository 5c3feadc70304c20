/** `authorize.php`: signs in, asks for consent once, and sends the browser back with a code (OpenID Connect Core 3.1.2). */
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
    const form = c.req.method === 'POST' ? await readForm(c) : {};
    const request = requestOf(c, form);
    const redirectUri = request.get('redirect_uri') ?? '';
    const client = clientOf(installation, request.get('client_id'));
    const problem = problemWith(client, redirectUri);
    if (client === null || problem !== null) {
      const page = <MessagePage title="Not possible" message={problem ?? ''} basePath={basePath} />;
      return c.html(page, 400);
    }
    const refuse = (error: string) => back(c, request, { error });
    const responseType = request.get('response_type') ?? '';
    if (responseType === '') return refuse('invalid_request');
    if (responseType !== 'code') return refuse('unsupported_response_type');
    // Then no page may be shown.
    const isSilent = request.get('prompt') === 'none';
    const user = signedInUser(c, installation);
    if (user === null) {
      if (isSilent) return refuse('login_required');
      const next = pathOf(request);
      return c.html(<SignInPage basePath={basePath} email="" error={null} next={next} />);
    }
    const consent = `${user.id} ${client.clientId}`;
    if (form.consent === 'no') return refuse('access_denied');
    if (form.consent === 'yes') installation.tables.consents.add(consent);
    if (!installation.tables.consents.has(consent)) {
      if (isSilent) return refuse('consent_required');
      const { name } = client;
      const action = pathOf(request);
      const page = <ConsentPage basePath={basePath} {...{ name, email: user.email, action }} />;
      return c.html(page);
    }
    return back(c, request, { code: grant(installation, client, user, request) });
  });
  return routes;
}

/** The parameters, which come in the query or in a form; the answer about consent is none of them. */
function requestOf(c: Context, form: Readonly<Record<string, unknown>>): URLSearchParams {
  const request = new URLSearchParams(new URL(c.req.url).search);
  for (const [name, value] of Object.entries(form)) {
    if (typeof value === 'string' && name !== 'consent') request.set(name, value);
  }
  return request;
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
  request: URLSearchParams,
): string {
  const { codes } = installation.tables;
  const code = randomToken();
  codes.set(code, {
    clientId: client.clientId,
    userId: user.id,
    scope: request.get('scope') ?? '',
    expiresAtMs: installation.nowMs() + CODE_LIFETIME_MS,
    redirectUri: request.get('redirect_uri') ?? '',
    nonce: request.get('nonce') ?? '',
    codeChallenge: request.get('code_challenge') ?? '',
  });
  keepLatest(codes, CODES_KEPT);
  return code;
}

function back(c: Context, request: URLSearchParams, answer: Record<string, string>): Response {
  const target = new URL(request.get('redirect_uri') ?? '');
  const state = request.get('state');
  for (const [key, value] of Object.entries(answer)) target.searchParams.set(key, value);
  if (state !== null) target.searchParams.set('state', state);
  return c.redirect(target.href, 303);
}

/** This very request, relative to the script's own folder. */
function pathOf(request: URLSearchParams): string {
  return `oauth/authorize.php?${request}`;
}
