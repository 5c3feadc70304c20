/** Ways in and out of the client area: the one-time link, the password, the sign-out. */

import { Hono } from 'hono';
import { readForm } from '../../read-form.ts';
import { clientsOf } from '../clients/clients.ts';
import { userWithPassword } from '../clients/users.ts';
import type { Installation } from '../installation.ts';
import { MessagePage } from './message-page.tsx';
import { beginSession, endSession } from './sessions.ts';
import { SignInPage } from './sign-in-page.tsx';

export function signOnRoutes(installation: Installation, basePath: string): Hono {
  const { webRoot } = installation;
  const routes = new Hono();
  routes.get('/whmcs/oauth/singlesignon.php', (c) => {
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    const token = installation.tables.ssoTokens.get(c.req.query('access_token') ?? '');
    if (token === undefined || token.isUsed || token.expiresAtMs <= installation.nowMs()) {
      const message = 'This sign-in link is not known, has been used, or has expired.';
      return c.html(
        <MessagePage title="Not signed in" message={message} basePath={basePath} />,
        403,
      );
    }
    token.isUsed = true;
    beginSession(c, installation, token.userId, token.clientId);
    return c.redirect(`${webRoot}/${token.path}`);
  });

  routes.post('/whmcs/dologin.php', async (c) => {
    const form = await readForm(c);
    const field = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
    const user = userWithPassword(installation, field('username'), field('password'));
    const next = insidePath(field('next'));
    if (user === null) {
      const error = 'This e-mail and password do not match.';
      const page = (
        <SignInPage basePath={basePath} email={field('username')} error={error} next={next} />
      );
      return c.html(page, 401);
    }
    beginSession(c, installation, user.id, clientsOf(installation, user.id)[0]?.id ?? 0);
    return c.redirect(`${webRoot}/${next}`, 303);
  });

  routes.post('/whmcs/logout.php', (c) => {
    endSession(c, installation);
    return c.redirect(`${webRoot}/clientarea.php`, 303);
  });
  return routes;
}

/** Only pages of this installation: anything else leads home. */
function insidePath(path: string): string {
  return /^(?:oauth\/authorize|clientarea|viewinvoice)\.php(?:\?|$)/.test(path)
    ? path
    : 'clientarea.php';
}
