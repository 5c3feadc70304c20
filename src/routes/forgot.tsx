import { Hono } from 'hono';
import { requestReset } from '#usecases/sign-in/request-reset.ts';
import { ForgotPage } from '#views/pages/forgot-page.tsx';
import { ForgotSentPage } from '#views/pages/forgot-sent-page.tsx';
import type { AppEnv } from './app-env.ts';
import { emailField, readForm } from './forms.ts';
import { frameOf } from './frame.ts';

export const forgot = new Hono<AppEnv>()
  .get('/forgot', (c) =>
    c.html(<ForgotPage frame={frameOf(c)} values={{ email: '' }} errors={{}} />),
  )
  .post('/forgot', async (c) => {
    const typed = (await readForm(c)).email ?? '';
    const email = emailField.safeParse(typed);
    if (!email.success) {
      const frame = frameOf(c);
      const errors = { email: frame.language.texts.faults.emailWrong };
      return c.html(<ForgotPage frame={frame} values={{ email: typed }} errors={errors} />, 422);
    }
    // After the answer: how long this takes would tell whether the address has an account.
    const { ports } = c.env;
    c.executionCtx.waitUntil(
      requestReset(ports, email.data).catch(() => ports.log.error('reset_request_failed')),
    );
    return c.redirect('/forgot/sent', 303);
  })
  .get('/forgot/sent', (c) => c.html(<ForgotSentPage frame={frameOf(c)} />));
