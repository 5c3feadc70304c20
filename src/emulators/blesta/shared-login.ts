/**
 * The Shared Login plugin: `?u=USERNAME&t=UNIX&r=RETURN&h=HMAC`, where h is the hex HMAC-SHA256 of t, u and r written after
 * each other. It knows people by username. What it answers a wrong link with is not public; here it is 403.
 */
import { Hono } from 'hono';
import { hmacSha256 } from '../billing-desk/hmac.ts';
import { htmlPage } from '../billing-desk/php-reply.ts';
import type { Sessions } from '../billing-desk/sessions.ts';
import type { Blesta } from './call.ts';
import { BLESTA_SHARED_KEY } from './credentials.ts';
import { openSealed, payHash } from './pay-links.ts';

/** The second where addresses are not rewritten. */
const LOGIN_PATHS = ['/blesta', '/blesta/index.php'].flatMap((base) => [
  `${base}/plugin/shared_login`,
  `${base}/plugin/shared_login/`,
]);

export function sharedLogin(blesta: Blesta, sessions: Sessions, clientHome: string): Hono {
  const routes = new Hono();
  routes.on('GET', LOGIN_PATHS, async (c) => {
    const { u = '', t = '', r = '', h = '' } = c.req.query();
    const expected = await hmacSha256(BLESTA_SHARED_KEY, t + u + r);
    const skewSeconds = Math.abs(blesta.nowMs() / 1000 - Number(t));
    const isInTime = skewSeconds <= blesta.values.sharedLoginToleranceSeconds;
    const clientId = clientNamed(blesta, u);
    if (h !== expected || !isInTime || clientId === null) {
      return htmlPage(403, 'This login link is not valid');
    }
    sessions.begin(c, clientId);
    return c.redirect(r === '' ? clientHome : r);
  });

  routes.get('/blesta/client/pay/method/:id/', async (c, next) => {
    const sid = c.req.query('sid');
    if (sid === undefined) return next();
    const opened = await openSealed(sid);
    const [, clientId = '', hash = ''] = /^c=(\d+)\|h=(\w+)$/.exec(opened || '') ?? [];
    const isOurs = clientId !== '' && hash === (await payHash(clientId, c.req.param('id')));
    if (!isOurs) return htmlPage(403, 'This payment link is not valid');
    sessions.begin(c, clientId);
    return c.redirect(`${clientHome}pay/method/${c.req.param('id')}/`);
  });
  return routes;
}

function clientNamed({ tables }: Blesta, username: string): string | null {
  const user = [...tables.users.values()].find(
    (candidate) => candidate.username.toLowerCase() === username.toLowerCase(),
  );
  const client = [...tables.clients.values()].find(({ userId }) => userId === user?.id);
  return client === undefined ? null : String(client.id);
}
