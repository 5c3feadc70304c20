import { createMiddleware } from 'hono/factory';
import { isFresh } from '#core/sign-in/fresh.ts';
import type { AppEnv } from './app-env.ts';

/**
 * Stands behind `requireClient` before whatever changes how a client gets in: a stolen cookie must not be enough. A form
 * that was left open too long is not kept; its page comes again after the answer.
 */
export const requireFresh = createMiddleware<AppEnv>(async function requireFresh(c, next) {
  if (isFresh(c.var.session.authenticatedAtMs, c.env.ports.clock.nowMs())) return next();
  return c.redirect(`/account/confirm?next=${encodeURIComponent(c.req.path)}`, 303);
});

/** Pages of ours below the account, and nothing else that a link might have put there. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/account(?:\/[a-z-]+){1,2}$/.test(next) ? next : '/account';
}
