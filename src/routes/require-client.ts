import { createMiddleware } from 'hono/factory';
import { currentClient } from '#usecases/sign-in/current-client.ts';
import type { AppEnv } from './app-env.ts';
import { readSession } from './cookies.ts';

/** Lets signed-in clients through; everybody else is led to the log-in page. */
export const requireClient = createMiddleware<AppEnv>(async function requireClient(c, next) {
  const client = await currentClient(c.env.ports, readSession(c));
  if (!client) return c.redirect('/login?problem=session_needed', 303);
  c.set('client', client);
  // What belongs to one client must not be shown again from a cache after log-out.
  c.header('cache-control', 'no-store');
  return next();
});
