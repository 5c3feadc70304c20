import { matchedRoutes } from 'hono/route';
import type { AppContext } from './app-env.ts';

/**
 * The route that a request is for as the tables of routes name it, e.g. `POST /verify`; undefined where there is none.
 * Known before any handler runs. HEAD is answered by the route of GET.
 */
export function routeKey(c: AppContext): string | undefined {
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL');
  return route && `${route.method} ${route.path}`;
}
