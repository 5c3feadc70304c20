import { createMiddleware } from 'hono/factory';
import { networkOf, subscriberOf } from '#core/sign-in/visitor.ts';
import type { BrakedAct } from '#ports/rate-brake.ts';
import type { AppEnv } from './app-env.ts';
import { errorPage } from './errors.tsx';
import { readWitness } from './forms.ts';
import { routeKey } from './route-key.ts';

/** The window of the bindings in wrangler.toml. */
const WINDOW_SECONDS = '60';

/** What strangers can ask for that costs a query, a slow hash, a call elsewhere or a mail. */
export const BRAKED: ReadonlyMap<string, BrakedAct> = new Map<string, BrakedAct>([
  ['POST /signup', 'sign_up'],
  ['POST /login/openid/terms', 'sign_up'],
  ['POST /login', 'log_in'],
  ['POST /login/code', 'log_in'],
  ['GET /login/passkey/options', 'log_in'],
  ['POST /login/passkey', 'log_in'],
  ['GET /login/openid', 'log_in'],
  ['GET /login/openid/callback', 'log_in'],
  ['GET /login/openid/terms', 'log_in'],
  ['GET /admin/sign-in/passkey/options', 'log_in'],
  ['POST /admin/sign-in/passkey', 'log_in'],
  ['GET /verify', 'link'],
  ['POST /verify', 'link'],
  ['POST /verify/resend', 'link'],
  ['GET /account/email/confirm', 'link'],
  ['POST /account/email/confirm', 'link'],
  ['POST /forgot', 'reset'],
  ['GET /reset', 'reset'],
  ['POST /reset', 'reset'],
]);

/** Refuses whoever asks too often, before anything is looked up. The answer is everybody's, and the log has no address. */
export const brake = createMiddleware<AppEnv>(async function brake(c, next) {
  const act = BRAKED.get(routeKey(c) ?? '');
  if (!act) return next();
  const { rateBrake, metrics, log } = c.env.ports;
  const { ip } = readWitness(c);
  const from = { subscriber: subscriberOf(ip), network: networkOf(ip) };
  const excess = await rateBrake.exceeded(act, from);
  if (!excess) return next();
  metrics.add({ name: 'braked', kind: act, outcome: excess });
  log.warn('rate_exceeded', { act, by: excess });
  c.header('retry-after', WINDOW_SECONDS);
  c.header('cache-control', 'no-store');
  return errorPage(c, 429, 'too_many');
});
