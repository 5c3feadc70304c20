import type { MiddlewareHandler } from 'hono';
import { type Permission, permits } from '#core/operators/role.ts';
import { isProved } from '#core/operators/session.ts';
import { currentOperator } from '#usecases/operators/current-operator.ts';
import { refuseByRole } from '#usecases/operators/refuse-by-role.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { readOperatorSession } from './cookies.ts';
import { refusalPage } from './refusal-page.tsx';

/**
 * For whoever is signed in to the admin area with a key that may do this; others are led to the sign-in, or told that
 * their role does not permit it, which is noted. Sets `c.var.operator`.
 */
export function requireOperator(permission: Permission): MiddlewareHandler<AppEnv> {
  return async function requireOperator(c, next) {
    const { ports } = c.env;
    // What the area shows must not be shown again from a cache after signing out.
    c.header('cache-control', 'no-store');
    const operator = await currentOperator(ports, readOperatorSession(c));
    if (!operator) return c.redirect(`/admin/sign-in?next=${nextOf(c)}`, 303);
    c.set('operator', operator);
    if (permits(operator.role, permission)) return next();
    await refuseByRole(ports, operator, `${c.req.method} ${c.req.path}`);
    return refusalPage(c, 403, {
      code: 'role_forbidden',
      title: 'Your key may read, and change nothing',
      message: 'Somebody with an operator’s key has to do this. The attempt is in the audit log.',
    });
  };
}

/**
 * Stands behind `requireOperator` before whatever moves money or opens a way in: a browser that was left open must not
 * be enough. A form that was left open too long is not kept; its page comes again after the proof.
 */
export const requireProof: MiddlewareHandler<AppEnv> = async function requireProof(c, next) {
  if (isProved(c.var.operator.provedAtMs, c.env.ports.clock.nowMs())) return next();
  return c.redirect(`/admin/confirm?next=${nextOf(c)}`, 303);
};

/** Pages of the area with their query, and nothing else that a link might have put there. */
export function safeAdminNext(next: string | undefined): string {
  const isOurs = next !== undefined && /^\/admin(?:\/[\w-]+)*(?:\?[\w=&%.~+-]*)?$/.test(next);
  const isEntrance = isOurs && /^\/admin\/(?:sign-in|sign-out|confirm)\b/.test(next);
  return isOurs && !isEntrance ? next : '/admin';
}

/** The page to come back to: for a form, the page it stands on has the same address. */
function nextOf(c: AppContext): string {
  const { pathname, search } = new URL(c.req.url);
  return encodeURIComponent(`${pathname}${c.req.method === 'GET' ? search : ''}`);
}
