/** WHMCS as identity provider: discovery, keys, and the three endpoints. The subject is a user, not a client. */
import { Hono } from 'hono';
import type { Installation } from '../installation.ts';
import { systemUrlOf } from '../system-url.ts';
import { authorizeRoutes } from './authorize.tsx';
import { createSigningKey } from './keys.ts';
import { tokenRoutes } from './token.ts';
import { userInfoRoutes } from './user-info.ts';

export function openIdRoutes(installation: Installation, basePath: string): Hono {
  const key = createSigningKey();
  const routes = new Hono();
  routes.get('/whmcs/oauth/openid-configuration.php', (c) =>
    c.json(discovery(systemUrlOf(c, installation))),
  );
  routes.get('/whmcs/.well-known/openid-configuration', (c) => {
    // Only where somebody added a rewrite rule to the web server.
    if (!installation.tables.options.wellKnownRewrite) return c.notFound();
    return c.json(discovery(systemUrlOf(c, installation)));
  });
  routes.get('/whmcs/oauth/certs.php', async (c) => c.json({ keys: [await key.publicJwk()] }));
  routes.route('/', authorizeRoutes(installation, basePath));
  routes.route('/', tokenRoutes(installation, key));
  routes.route('/', userInfoRoutes(installation));
  return routes;
}

/** As lean as the vendor's: no response types, no PKCE methods, few claims. */
function discovery(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize.php`,
    token_endpoint: `${issuer}/oauth/token.php`,
    userinfo_endpoint: `${issuer}/oauth/userinfo.php`,
    jwks_uri: `${issuer}/oauth/certs.php`,
    scopes_supported: ['openid', 'profile', 'email'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}
