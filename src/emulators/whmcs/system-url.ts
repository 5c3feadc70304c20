import type { Context } from 'hono';
import type { Installation } from './installation.ts';

/** The "System URL" setting, or else where the caller found us; without a slash at the end. */
export function systemUrlOf(c: Context, installation: Installation): string {
  const { systemUrl } = installation.tables.options;
  const found = systemUrl ?? new URL(c.req.url).origin + installation.webRoot;
  return found.replace(/\/+$/, '');
}
