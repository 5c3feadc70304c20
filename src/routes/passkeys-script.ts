import { Hono } from 'hono';
import { PASSKEYS_SCRIPT } from '#views/passkeys-script.ts';
import type { AppEnv } from './app-env.ts';

export const passkeysScript = new Hono<AppEnv>().get('/assets/passkeys.js', (c) =>
  c.body(PASSKEYS_SCRIPT, 200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=3600',
  }),
);
