import { createMiddleware } from 'hono/factory';
import { currentClient } from '#usecases/sign-in/current-client.ts';
import type { AppContext, AppEnv } from './app-env.ts';
import { readSession } from './cookies.ts';

/** For signed-in clients who have accepted the texts in force; others are led to where they can. */
export const requireClient = createMiddleware<AppEnv>(async function requireClient(c, next) {
  const { answer, termsWait } = await enter(c);
  if (answer) return answer;
  if (termsWait) return c.redirect('/account/accept', 303);
  return next();
});

/** For signed-in clients, whatever else waits: what nobody may be kept from, such as invoices, paying and leaving. */
export const requireSignedIn = createMiddleware<AppEnv>(async function requireSignedIn(c, next) {
  const { answer } = await enter(c);
  return answer ?? next();
});

async function enter(c: AppContext): Promise<{ answer?: Response; termsWait: boolean }> {
  const found = await currentClient(c.env.ports, readSession(c));
  if (!found) {
    return { answer: c.redirect('/login?problem=session_needed', 303), termsWait: false };
  }
  c.set('client', found.client);
  c.set('session', found.session);
  // What belongs to one client must not be shown again from a cache after log-out.
  c.header('cache-control', 'no-store');
  return { termsWait: found.termsWait };
}
