import { Hono } from 'hono';
import { z } from 'zod';
import { changePassword } from '#usecases/account/change-password.ts';
import { ChangePasswordPage } from '#views/pages/account/change-password-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { readForm } from '../forms.ts';
import { frameOf } from '../frame.ts';
import { requireClient } from '../require-client.ts';
import { requireFresh } from '../require-fresh.ts';
import { tryAgainStatus } from '../try-again.ts';
import { actorOf } from '../visitor.ts';

const form = z.object({ password: z.string().default('') });

export const accountPassword = new Hono<AppEnv>()
  .get('/account/password', requireClient, requireFresh, (c) =>
    c.html(<ChangePasswordPage frame={frameOf(c)} />),
  )
  .post('/account/password', requireClient, requireFresh, async (c) => {
    const { password } = form.parse(await readForm(c));
    const changed = await changePassword(c.env.ports, actorOf(c), password);
    if (changed.ok) return c.redirect('/account?done=password', 303);
    const frame = frameOf(c);
    if (changed.error === 'try_again') {
      return c.html(<ChangePasswordPage frame={frame} tryAgain />, tryAgainStatus(c));
    }
    const error = frame.language.texts.faults.password[changed.error];
    return c.html(<ChangePasswordPage frame={frame} error={error} />, 422);
  });
