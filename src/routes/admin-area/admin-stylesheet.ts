import { Hono } from 'hono';
import { ADMIN_STYLESHEET } from '#views/admin/admin-stylesheet.ts';
import type { AppEnv } from '../app-env.ts';

/** Pages name it by what is in it, so it may be kept for good. */
export const adminStylesheet = new Hono<AppEnv>().get('/assets/admin.css', (c) =>
  c.body(ADMIN_STYLESHEET.text, 200, {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': c.req.url.endsWith(ADMIN_STYLESHEET.url)
      ? 'public, max-age=31536000, immutable'
      : 'public, max-age=3600',
  }),
);
