import { Hono } from 'hono';
import { z } from 'zod';
import { openReset, resetPassword } from '#usecases/sign-in/reset-password.ts';
import { ResetPage } from '#views/pages/reset-page.tsx';
import { ResetProblemPage } from '#views/pages/reset-problem-page.tsx';
import type { AppEnv } from './app-env.ts';
import { clearSession, writeKnown } from './cookies.ts';
import { readForm, tokenField } from './forms.ts';
import { frameOf } from './frame.ts';
import { tryAgainStatus } from './try-again.ts';
import { fromOf } from './visitor.ts';

const form = z.object({ token: tokenField, password: z.string().default('') });

export const reset = new Hono<AppEnv>()
  .get('/reset', async (c) => {
    const token = tokenField.parse(c.req.query('token'));
    const state = await openReset(c.env.ports, token);
    if (state !== 'valid') {
      return c.html(<ResetProblemPage frame={frameOf(c)} problem={state} />, 410);
    }
    return c.html(<ResetPage frame={frameOf(c)} token={token} errors={{}} />);
  })
  .post('/reset', async (c) => {
    const { token, password } = form.parse(await readForm(c));
    const result = await resetPassword(c.env.ports, token, password, await fromOf(c));
    if (result.ok) {
      clearSession(c);
      writeKnown(c, result.value.knownBrowser);
      return c.redirect('/login?notice=password_changed', 303);
    }
    switch (result.error.reason) {
      case 'link':
        return c.html(<ResetProblemPage frame={frameOf(c)} problem={result.error.state} />, 410);
      case 'try_again': {
        const page = <ResetPage frame={frameOf(c)} token={token} errors={{}} tryAgain />;
        return c.html(page, tryAgainStatus(c));
      }
      case 'password': {
        const frame = frameOf(c);
        const errors = { password: frame.language.texts.faults.password[result.error.fault] };
        return c.html(<ResetPage frame={frame} token={token} errors={errors} />, 422);
      }
    }
  });
