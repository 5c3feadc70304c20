import { Hono } from 'hono';
import { z } from 'zod';
import { offerPasskeyLogIn, passkeyLogIn } from '#usecases/sign-in/passkey-log-in.ts';
import { LoginPage } from '#views/pages/login-page.tsx';
import type { AppEnv } from './app-env.ts';
import { clearChallenge, readChallenge, writeChallenge } from './cookies.ts';
import { readForm } from './forms.ts';
import { frameOf } from './frame.ts';
import { afterLogIn, fromOf, writeEntered } from './visitor.ts';

const form = z.object({ answer: z.string().catch('') });

export const loginPasskey = new Hono<AppEnv>()
  .get('/login/passkey', (c) => c.redirect('/login', 303))
  .get('/login/passkey/options', async (c) => {
    const { options, note } = await offerPasskeyLogIn(c.env.ports);
    writeChallenge(c, note);
    c.header('cache-control', 'no-store');
    return c.json(options as object); // made by the library for exactly this
  })
  .post('/login/passkey', async (c) => {
    const { answer } = form.parse(await readForm(c));
    const given = { note: readChallenge(c), answer };
    const entered = await passkeyLogIn(c.env.ports, given, await fromOf(c));
    clearChallenge(c);
    if (!entered.ok) {
      const values = { email: '' };
      return c.html(<LoginPage frame={frameOf(c)} values={values} problem="passkey_failed" />, 401);
    }
    writeEntered(c, entered.value);
    return c.redirect(afterLogIn(c), 303);
  });
