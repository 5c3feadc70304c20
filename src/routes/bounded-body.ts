import { createMiddleware } from 'hono/factory';
import type { AppContext, AppEnv } from './app-env.ts';
import { type BodyType, bodyBound } from './body-bounds.ts';
import { errorPage } from './errors.tsx';
import { type BodyRefusal, readBody } from './read-body.ts';
import { routeKey } from './route-key.ts';

const MEDIA_TYPES: Readonly<Record<Exclude<BodyType, 'any'>, string>> = {
  form: 'application/x-www-form-urlencoded',
  jose: 'application/jose',
  json: 'application/json',
};

/**
 * Reads the body before the route does: of the route's type, no larger than it needs, and all of it in time. Multipart
 * is refused everywhere: nobody has a file to send. An empty body needs no type.
 */
export const boundedBody = createMiddleware<AppEnv>(async function boundedBody(c, next) {
  const route = routeKey(c);
  if (route === undefined || c.req.raw.body === null) return next();
  const { type, maxBytes } = bodyBound(route);
  const { bodyTimeoutMs: timeoutMs } = c.env.ports.settings.abuse;
  const stated = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isKnown = type === 'any' || stated === MEDIA_TYPES[type];
  if (!isKnown && stated !== '') return errorPage(c, 415, 'type_unknown');
  const body = await readBody(c.req.raw, { maxBytes, timeoutMs });
  if (!body.ok) return refused(c, body.error);
  if (!isKnown && body.value.byteLength > 0) return errorPage(c, 415, 'type_unknown');
  c.req.raw = new Request(c.req.raw, { body: body.value });
  return next();
});

function refused(c: AppContext, reason: BodyRefusal) {
  switch (reason) {
    case 'too_large':
      return errorPage(c, 413, 'too_large');
    case 'too_slow':
      c.env.ports.log.warn('body_too_slow');
      return errorPage(c, 408, 'too_slow');
    case 'broken_off':
      return errorPage(c, 400, 'unreadable');
  }
}
