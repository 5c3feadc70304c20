import { Hono } from 'hono';
import { z } from 'zod';
import { endAllSessions, endSession } from '#usecases/account/end-sessions.ts';
import { SessionsPage } from '#views/pages/account/sessions-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { clearSession } from '../cookies.ts';
import { readForm } from '../forms.ts';
import { frameOf } from '../frame.ts';
import { requireClient } from '../require-client.ts';

const PATH = '/account/sessions';
const form = z.object({ session: z.string().max(100).catch('') });

/** Ending sessions needs no fresh proof: whoever does it to somebody else costs them a log-in and gains nothing. */
export const accountSessions = new Hono<AppEnv>()
  .get(PATH, requireClient, async (c) => {
    const { store, clock, settings } = c.env.ports;
    const { client, session } = c.var;
    const sessions = await store.account.sessions(client.id, clock.nowMs());
    return c.html(
      <SessionsPage
        frame={frameOf(c)}
        sessions={sessions}
        here={session.id}
        timeZone={settings.timeZone}
      />,
    );
  })
  .get(`${PATH}/end`, requireClient, (c) => c.redirect(PATH, 303))
  .post(`${PATH}/end`, requireClient, async (c) => {
    const { session } = form.parse(await readForm(c));
    await endSession(c.env.ports, c.var.client, session);
    return c.redirect(PATH, 303);
  })
  .get(`${PATH}/end-all`, requireClient, (c) => c.redirect(PATH, 303))
  .post(`${PATH}/end-all`, requireClient, async (c) => {
    await endAllSessions(c.env.ports, c.var.client);
    clearSession(c);
    return c.redirect('/login?notice=signed_out_everywhere', 303);
  });
