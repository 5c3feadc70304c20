import { Hono } from 'hono';
import { requestReset } from '#usecases/sign-in/request-reset.ts';
import { ForgotPage, type ForgotPageProps } from '#views/pages/forgot-page.tsx';
import { ForgotSentPage } from '#views/pages/forgot-sent-page.tsx';
import type { AppEnv } from './app-env.ts';
import { challengePassed } from './challenge.ts';
import { emailField, readForm } from './forms.ts';
import { frameOf } from './frame.ts';

export const forgot = new Hono<AppEnv>()
  .get('/forgot', (c) =>
    c.html(<ForgotPage frame={frameOf(c)} values={{ email: '' }} errors={{}} />),
  )
  .post('/forgot', async (c) => {
    const form = await readForm(c);
    const { email: typed = '' } = form;
    const frame = frameOf(c);
    const { faults, challenge } = frame.language.texts;
    const again = (errors: ForgotPageProps['errors']) =>
      c.html(<ForgotPage frame={frame} values={{ email: typed }} errors={errors} />, 422);
    const email = emailField.safeParse(typed);
    if (!email.success) return again({ email: faults.emailWrong });
    const passed = await challengePassed(c, 'forgot', form);
    if (!passed.ok) return again({ challenge: challenge.failures[passed.error] });
    // After the answer: how long this takes would tell whether the address has an account.
    const { ports } = c.env;
    c.executionCtx.waitUntil(
      requestReset(ports, email.data).catch(() => ports.log.error('reset_request_failed')),
    );
    return c.redirect('/forgot/sent', 303);
  })
  .get('/forgot/sent', (c) => c.html(<ForgotSentPage frame={frameOf(c)} />));
