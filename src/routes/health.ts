import { Hono } from 'hono';
import type { AppEnv } from './app-env.ts';

/** For monitors, and for the command line: signed requests are dated by the service's clock, not the operator's. */
export const health = new Hono<AppEnv>().get('/healthz', (c) => {
  c.header('cache-control', 'no-store');
  const { clock, settings } = c.env.ports;
  return c.json({ ok: true, now: new Date(clock.nowMs()).toISOString(), origin: settings.origin });
});
