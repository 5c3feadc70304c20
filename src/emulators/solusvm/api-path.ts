import type { Context } from 'hono';

const PREFIX = '/solusvm/api/v1';

/** The path behind `/api/v1`, wherever the caller has mounted the emulators. */
export function apiPath(c: Context): string {
  const { path } = c.req;
  const start = path.indexOf(PREFIX);
  return start < 0 ? path : path.slice(start + PREFIX.length) || '/';
}
