import { Hono } from 'hono';
import { z } from 'zod';
import { logIn } from '#usecases/sign-in/log-in.ts';
import { logOut } from '#usecases/sign-in/log-out.ts';
import { LoginPage } from '#views/pages/login-page.tsx';
import type { AppEnv } from './app-env.ts';
import { clearSession, readSession, writeSession } from './cookies.ts';
import { emailField, readForm } from './forms.ts';
import { frameOf } from './frame.ts';

const MAX_PASSWORD_CHARACTERS = 1_000;
const form = z.object({ email: emailField, password: z.string().max(MAX_PASSWORD_CHARACTERS) });
const query = z.object({
  problem: z.literal('session_needed').optional().catch(undefined),
  notice: z.enum(['signed_out', 'password_changed']).optional().catch(undefined),
});

export const login = new Hono<AppEnv>()
  .get('/login', (c) => {
    const { problem, notice } = query.parse(c.req.query());
    return c.html(
      <LoginPage
        frame={frameOf(c)}
        values={{ email: '' }}
        {...(problem && { problem })}
        {...(notice && { notice })}
      />,
    );
  })
  .post('/login', async (c) => {
    const typed = await readForm(c);
    const parsed = form.safeParse(typed);
    const entered = parsed.success
      ? await logIn(c.env.ports, parsed.data.email, parsed.data.password)
      : undefined;
    if (!entered?.ok) {
      const values = { email: typed.email ?? '' };
      const page = <LoginPage frame={frameOf(c)} values={values} problem="wrong_credentials" />;
      return c.html(page, 401);
    }
    writeSession(c, entered.value.sessionToken);
    return c.redirect('/dashboard', 303);
  })
  .post('/logout', async (c) => {
    const session = readSession(c);
    if (session) await logOut(c.env.ports, session);
    clearSession(c);
    return c.redirect('/login?notice=signed_out', 303);
  });
