import { Hono } from 'hono';
import { z } from 'zod';
import { visitorOf } from '#core/sign-in/visitor.ts';
import { confirmEmailChange, openEmailChange } from '#usecases/account/confirm-email-change.ts';
import { requestEmailChange } from '#usecases/account/request-email-change.ts';
import {
  ChangeEmailPage,
  ConfirmEmailPage,
  EmailProblemPage,
} from '#views/pages/account/change-email-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { clearSession } from '../cookies.ts';
import { emailField, readForm, readWitness, tokenField } from '../forms.ts';
import { frameOf } from '../frame.ts';
import { requireClient } from '../require-client.ts';
import { requireFresh } from '../require-fresh.ts';
import { actorOf } from '../visitor.ts';

const tokenForm = z.object({ token: tokenField });

export const accountEmail = new Hono<AppEnv>()
  .get('/account/email', requireClient, requireFresh, (c) =>
    c.html(<ChangeEmailPage frame={frameOf(c)} email={c.var.client.email} />),
  )
  .post('/account/email', requireClient, requireFresh, async (c) => {
    const typed = (await readForm(c)).email ?? '';
    const parsed = emailField.safeParse(typed);
    const frame = frameOf(c);
    const page = { frame, email: c.var.client.email, value: typed };
    if (!parsed.success) {
      const error = frame.language.texts.faults.emailWrong;
      return c.html(<ChangeEmailPage {...page} error={error} />, 422);
    }
    if (await c.env.ports.disposableAddresses.isDisposable(parsed.data)) {
      const error = frame.language.texts.faults.emailDisposable;
      return c.html(<ChangeEmailPage {...page} error={error} />, 422);
    }
    const asked = await requestEmailChange(c.env.ports, actorOf(c), parsed.data);
    if (asked.ok) return c.redirect('/account?done=email_sent', 303);
    if (asked.error.reason === 'too_soon') {
      return c.html(<ChangeEmailPage {...page} waitMs={asked.error.waitMs} />, 429);
    }
    const error = frame.language.texts.changeEmail.same;
    return c.html(<ChangeEmailPage {...page} error={error} />, 422);
  })
  // The link may be opened in a browser without a session: whoever can read the mail has proved what there is to prove.
  .get('/account/email/confirm', async (c) => {
    const token = tokenField.parse(c.req.query('token'));
    const change = await openEmailChange(c.env.ports, token);
    const frame = frameOf(c);
    if (!change.ok) return c.html(<EmailProblemPage frame={frame} problem={change.error} />, 410);
    const { newEmail } = change.value;
    return c.html(<ConfirmEmailPage frame={frame} newEmail={newEmail} token={token} />);
  })
  .post('/account/email/confirm', async (c) => {
    const { token } = tokenForm.parse(await readForm(c));
    const changed = await confirmEmailChange(c.env.ports, token, visitorOf(readWitness(c)));
    if (!changed.ok) {
      return c.html(<EmailProblemPage frame={frameOf(c)} problem={changed.error} />, 410);
    }
    clearSession(c);
    return c.redirect('/login?notice=email_changed', 303);
  });
