import { Hono } from 'hono';
import { z } from 'zod';
import { confirmIdentity } from '#usecases/account/confirm-identity.ts';
import { confirmByPasskey, offerPasskeyConfirmation } from '#usecases/sign-in/passkey-log-in.ts';
import { ConfirmPage, type ConfirmPageProps } from '#views/pages/account/confirm-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { clearChallenge, readChallenge, writeChallenge } from '../cookies.ts';
import { readForm } from '../forms.ts';
import { frameOf } from '../frame.ts';
import { requireSignedIn } from '../require-client.ts';
import { safeNext } from '../require-fresh.ts';
import { tryAgainStatus } from '../try-again.ts';
import { actorOf } from '../visitor.ts';

const form = z.object({
  next: z.string().optional(),
  password: z.string().max(1_000).catch(''),
  answer: z.string().catch(''),
});

export const accountConfirm = new Hono<AppEnv>()
  .get('/account/confirm', requireSignedIn, (c) =>
    confirmPage(c, safeNext(c.req.query('next')), undefined, 200),
  )
  .post('/account/confirm', requireSignedIn, async (c) => {
    const { next, password } = form.parse(await readForm(c));
    const confirmed = await confirmIdentity(c.env.ports, actorOf(c), password);
    if (confirmed.ok) return c.redirect(safeNext(next), 303);
    switch (confirmed.error.reason) {
      case 'too_soon':
        return confirmPage(c, safeNext(next), { waitMs: confirmed.error.waitMs }, 429);
      case 'try_again':
        return confirmPage(c, safeNext(next), 'try_again', tryAgainStatus(c));
      case 'wrong_password':
        return confirmPage(c, safeNext(next), 'wrong_password', 401);
    }
  })
  .get('/account/confirm/passkey', requireSignedIn, (c) => c.redirect('/account/confirm', 303))
  .get('/account/confirm/passkey/options', requireSignedIn, async (c) => {
    const { options, note } = await offerPasskeyConfirmation(c.env.ports, c.var.client.id);
    writeChallenge(c, note);
    return c.json(options as object); // made by the library for exactly this
  })
  .post('/account/confirm/passkey', requireSignedIn, async (c) => {
    const { next, answer } = form.parse(await readForm(c));
    const given = { note: readChallenge(c), answer };
    const confirmed = await confirmByPasskey(c.env.ports, actorOf(c), given);
    clearChallenge(c);
    if (confirmed.ok) return c.redirect(safeNext(next), 303);
    return confirmPage(c, safeNext(next), 'not_genuine', 401);
  });

function confirmPage(
  c: AppContext,
  next: string,
  problem: ConfirmPageProps['problem'],
  status: 200 | 401 | 429 | 503,
) {
  return c.html(<ConfirmPage frame={frameOf(c)} next={next} problem={problem} />, status);
}
