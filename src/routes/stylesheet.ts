import { Hono } from 'hono';
import { STYLESHEET } from '#views/stylesheet.ts';
import type { AppEnv } from './app-env.ts';

export const stylesheet = new Hono<AppEnv>().get('/assets/style.css', (c) =>
  c.body(STYLESHEET, 200, {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'public, max-age=3600',
  }),
);
