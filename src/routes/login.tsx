import { Hono } from 'hono';
import { z } from 'zod';
import { logIn } from '#usecases/sign-in/log-in.ts';
import { logOut } from '#usecases/sign-in/log-out.ts';
import { LoginPage, type LoginProblem } from '#views/pages/login-page.tsx';
import type { AppContext, AppEnv } from './app-env.ts';
import { challengePassed } from './challenge.ts';
import { clearSession, readSession, writeCodeNote } from './cookies.ts';
import { emailField, readForm } from './forms.ts';
import { frameOf } from './frame.ts';
import { tryAgainStatus } from './try-again.ts';
import { afterLogIn, fromOf, writeEntered } from './visitor.ts';

const MAX_PASSWORD_CHARACTERS = 1_000;
const form = z.object({ email: emailField, password: z.string().max(MAX_PASSWORD_CHARACTERS) });
const query = z.object({
  problem: z.enum(['session_needed', 'start_again']).optional().catch(undefined),
  notice: z
    .enum(['signed_out', 'signed_out_everywhere', 'password_changed', 'email_changed'])
    .optional()
    .catch(undefined),
});

/** Pages that have just set the session's cookie and led to where it is needed. */
const HAVE_SIGNED_IN = ['/login', '/login/code', '/login/passkey', '/verify'];

export const login = new Hono<AppEnv>()
  .get('/login', (c) => {
    const { problem, notice } = query.parse(c.req.query());
    const said = problem === 'session_needed' && refusesCookies(c) ? 'cookies_off' : problem;
    return c.html(
      <LoginPage frame={frameOf(c)} values={{ email: '' }} problem={said} notice={notice} />,
    );
  })
  .post('/login', async (c) => {
    const typed = await readForm(c);
    const parsed = form.safeParse(typed);
    if (!parsed.success) return refused(c, typed.email, 'wrong_credentials', 401);
    const passed = await challengePassed(c, 'login', typed);
    if (!passed.ok) return refused(c, typed.email, { challenge: passed.error }, 422);
    const entered = await logIn(c.env.ports, parsed.data, await fromOf(c));
    if (!entered.ok) {
      switch (entered.error.reason) {
        case 'too_soon':
          return refused(c, typed.email, { waitMs: entered.error.waitMs }, 429);
        case 'try_again':
          return refused(c, typed.email, 'try_again', tryAgainStatus(c));
        case 'wrong_credentials':
          return refused(c, typed.email, 'wrong_credentials', 401);
      }
    }
    if (entered.value.kind === 'code_needed') {
      writeCodeNote(c, entered.value.note);
      return c.redirect('/login/code', 303);
    }
    writeEntered(c, entered.value);
    return c.redirect(afterLogIn(c), 303);
  })
  .post('/logout', async (c) => {
    const session = readSession(c);
    if (session) await logOut(c.env.ports, session);
    clearSession(c);
    return c.redirect('/login?notice=signed_out', 303);
  });

function refused(c: AppContext, email = '', problem: LoginProblem, status: 401 | 422 | 429 | 503) {
  if (typeof problem === 'object' && 'waitMs' in problem)
    c.header('retry-after', String(Math.ceil(problem.waitMs / 1000)));
  return c.html(<LoginPage frame={frameOf(c)} values={{ email }} problem={problem} />, status);
}

/** Nobody who has just signed in comes here without any cookie, unless the browser keeps none. */
function refusesCookies(c: AppContext): boolean {
  const referrer = c.req.header('referer') ?? '';
  if (c.req.header('cookie') || !URL.canParse(referrer)) return false;
  const { origin, pathname } = new URL(referrer);
  return origin === c.env.ports.settings.origin && HAVE_SIGNED_IN.includes(pathname);
}
