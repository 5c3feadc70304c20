/** `userinfo.php`: the only place where the e-mail can be had; the ID token carries none. */
import { Hono } from 'hono';
import type { Installation, User } from '../installation.ts';

export function userInfoRoutes(installation: Installation): Hono {
  const routes = new Hono();
  routes.on(['GET', 'POST'], '/whmcs/oauth/userinfo.php', (c) => {
    const token = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    const grant = installation.tables.accessTokens.get(token);
    const user = installation.tables.users.get(grant?.userId ?? 0);
    if (grant === undefined || user === undefined || grant.expiresAtMs <= installation.nowMs()) {
      // RFC 6750 3.1: a request without a token is told nothing but the scheme.
      const isAsked = c.req.header('authorization') !== undefined;
      c.header('www-authenticate', isAsked ? 'Bearer error="invalid_token"' : 'Bearer');
      return c.json({ error: 'invalid_token' }, 401);
    }
    return c.json(claims(installation, user, grant.scope.split(/\s+/)));
  });
  return routes;
}

function claims(installation: Installation, user: User, scopes: readonly string[]) {
  const profile = {
    name: `${user.firstName} ${user.lastName}`.trim(),
    given_name: user.firstName,
    family_name: user.lastName,
    locale: user.language,
  };
  const verified =
    installation.tables.options.emailVerifiedClaim === 'present'
      ? { email_verified: user.isEmailVerified }
      : {};
  return {
    sub: user.uuid,
    ...(scopes.includes('profile') ? profile : {}),
    ...(scopes.includes('email') ? { email: user.email, ...verified } : {}),
  };
}
