import { Hono } from 'hono';
import { ReadyPage } from '#views/pages/ready-page.tsx';
import type { AppEnv } from './app-env.ts';
import { frameOf } from './frame.ts';
import { requireClient } from './require-client.ts';

export const ready = new Hono<AppEnv>().get('/ready', requireClient, (c) => {
  const { state, failure } = c.var.client;
  return c.html(<ReadyPage frame={frameOf(c)} state={state} failure={failure} />);
});
