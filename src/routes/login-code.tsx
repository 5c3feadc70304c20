import { Hono } from 'hono';
import { z } from 'zod';
import { enterCode } from '#usecases/sign-in/enter-code.ts';
import { LoginCodePage } from '#views/pages/login-code-page.tsx';
import type { AppEnv } from './app-env.ts';
import { clearCodeNote, readCodeNote } from './cookies.ts';
import { readForm } from './forms.ts';
import { frameOf } from './frame.ts';
import { afterLogIn, fromOf, writeEntered } from './visitor.ts';

const form = z.object({ code: z.string().max(100).catch('') });

/** Between password and session there is nothing but a sealed note in the browser. */
export const loginCode = new Hono<AppEnv>()
  .get('/login/code', (c) => {
    if (!readCodeNote(c)) return c.redirect('/login', 303);
    c.header('cache-control', 'no-store');
    return c.html(<LoginCodePage frame={frameOf(c)} />);
  })
  .post('/login/code', async (c) => {
    const { code } = form.parse(await readForm(c));
    const entered = await enterCode(c.env.ports, readCodeNote(c) ?? '', code, await fromOf(c));
    c.header('cache-control', 'no-store');
    if (entered.ok) {
      writeEntered(c, entered.value);
      clearCodeNote(c);
      return c.redirect(afterLogIn(c), 303);
    }
    switch (entered.error.reason) {
      case 'start_again':
        clearCodeNote(c);
        return c.redirect('/login?problem=start_again', 303);
      case 'wrong_code':
        return c.html(<LoginCodePage frame={frameOf(c)} problem="wrong_code" />, 401);
      case 'too_soon': {
        const { waitMs } = entered.error;
        return c.html(<LoginCodePage frame={frameOf(c)} problem={{ waitMs }} />, 429);
      }
    }
  });
