import { Hono } from 'hono';
import { stylesheet as stylesheetOf } from '#views/stylesheet.ts';
import type { AppEnv } from './app-env.ts';

/** Pages name it by what is in it, so it may be kept for good; whoever asks without that gets it for an hour. */
export const stylesheet = new Hono<AppEnv>().get('/assets/style.css', (c) => {
  const { text, url } = stylesheetOf(c.env.ports.settings.brand.accent);
  const isNamed = c.req.url.endsWith(url);
  return c.body(text, 200, {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': isNamed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
  });
});
