import type { Context } from 'hono';

/** Whether a request came with this user and password by HTTP Basic; the scheme's case does not count (RFC 7235). */
export function hasBasicAuth(c: Context, user: string, password: string): boolean {
  const [, credentials] = /^basic +(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  return credentials === btoa(`${user}:${password}`);
}
