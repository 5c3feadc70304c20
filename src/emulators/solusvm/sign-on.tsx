/**
 * ASSUMPTION: where a browser hands in a one-time token is not publicly documented. Here it is
 * `GET /auth/one-time?token=…`, for one use within 60 seconds.
 */
import { Hono } from 'hono';
import { useOneTimeToken } from './authentication.ts';
import { MessagePage } from './pages/message-page.tsx';
import type { Panel } from './panel.ts';
import { beginSession } from './sessions.ts';

const REFUSALS = {
  unknown: [404, 'This sign-in link is not known.'],
  used: [410, 'This sign-in link was used before. Each link works once.'],
  expired: [410, 'This sign-in link has expired. Ask for a new one.'],
} as const;

export function signOnRoutes(panel: Panel, basePath: string): Hono {
  const routes = new Hono();
  routes.get('/solusvm/auth/one-time', (c) => {
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    const use = useOneTimeToken(panel, c.req.query('token') ?? '');
    if (!use.ok) {
      const [status, message] = REFUSALS[use.reason];
      return c.html(
        <MessagePage title="You are not signed in" message={message} basePath={basePath} />,
        status,
      );
    }
    beginSession(c, panel, basePath, use.user);
    return c.redirect(`${basePath}/solusvm/`);
  });
  return routes;
}
