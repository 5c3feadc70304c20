import { Hono } from 'hono';
import { signOn as signOnToPanel } from '#usecases/sign-on/sign-on.ts';
import { SignOnProblemPage } from '#views/pages/sign-on-problem-page.tsx';
import type { AppEnv } from './app-env.ts';
import { frameOf } from './frame.ts';
import { requireClient } from './require-client.ts';

const STATUS = { not_enrolled: 409, panel_unavailable: 503, panel_rejected: 502 } as const;

/** A form, not a link: each click mints a token, and nothing that merely looks at pages may. */
export const signOn = new Hono<AppEnv>()
  .post('/sign-on', requireClient, async (c) => {
    const url = await signOnToPanel(c.env.ports, c.var.client);
    if (url.ok) return c.redirect(url.value, 303);
    const { reason } = url.error;
    return c.html(<SignOnProblemPage frame={frameOf(c)} reason={reason} />, STATUS[reason]);
  })
  .get('/sign-on', (c) => c.redirect('/dashboard', 303));
