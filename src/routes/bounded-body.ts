import { createMiddleware } from 'hono/factory';
import type { AppContext, AppEnv } from './app-env.ts';
import { type BodyBound, bodyBound } from './body-bounds.ts';
import { errorPage } from './errors.tsx';
import { isForPrograms, problem } from './problem.ts';
import { type BodyRefusal, readBody } from './read-body.ts';
import { routeKey } from './route-key.ts';

const MEDIA_TYPES = {
  form: 'application/x-www-form-urlencoded',
  jose: 'application/jose',
  json: 'application/json',
  any: '',
} as const;

/**
 * Reads the body before the route does: of the route's type, no larger than it needs, and all of it in time. Multipart
 * is refused everywhere: nobody has a file to send. An empty body needs no type.
 */
export const boundedBody = createMiddleware<AppEnv>(async function boundedBody(c, next) {
  const route = routeKey(c);
  if (route === undefined || c.req.raw.body === null) return next();
  const bound = bodyBound(route);
  const stated = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isKnown = bound.type === 'any' || stated === MEDIA_TYPES[bound.type];
  if (!isKnown && stated !== '') return refused(c, bound, 'wrong_type');
  const { bodyTimeoutMs: timeoutMs } = c.env.ports.settings.abuse;
  const body = await readBody(c.req.raw, { maxBytes: bound.maxBytes, timeoutMs });
  if (!body.ok) return refused(c, bound, body.error);
  if (!isKnown && body.value.byteLength > 0) return refused(c, bound, 'wrong_type');
  c.req.raw = new Request(c.req.raw, { body: body.value });
  return next();
});

/** Programs are told what would have been right; people cannot send anything else by our forms. */
function refused(
  c: AppContext,
  { type, maxBytes }: BodyBound,
  reason: BodyRefusal | 'wrong_type',
): Response | Promise<Response> {
  const asksProgram = isForPrograms(c);
  switch (reason) {
    case 'wrong_type':
      return asksProgram
        ? problem(c, 415, 'content_type_wrong', `Send it as Content-Type: ${MEDIA_TYPES[type]}.`)
        : errorPage(c, 415, 'type_unknown');
    case 'too_large':
      return asksProgram
        ? problem(c, 413, 'body_too_large', `At most ${maxBytes} bytes are accepted.`)
        : errorPage(c, 413, 'too_large');
    case 'too_slow':
      c.env.ports.log.warn('body_too_slow');
      return errorPage(c, 408, 'too_slow');
    case 'broken_off':
      return errorPage(c, 400, 'unreadable');
  }
}
