import { Hono } from 'hono';
import { currentClient } from '#usecases/sign-in/current-client.ts';
import { LandingPage } from '#views/pages/landing-page.tsx';
import type { AppEnv } from './app-env.ts';
import { readSession } from './cookies.ts';
import { frameOf } from './frame.ts';

export const landing = new Hono<AppEnv>().get('/', async (c) => {
  // Who has a session is led to the dashboard; strangers, who have no cookie, cost no query.
  const found = await currentClient(c.env.ports, readSession(c));
  if (found) c.set('client', found.client);
  // One address for all languages and for both: an answer kept by the browser would outlive the switch.
  c.header('cache-control', 'no-cache');
  return c.html(<LandingPage frame={frameOf(c)} />);
});
