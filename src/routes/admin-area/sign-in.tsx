import { Hono } from 'hono';
import { checkCode } from '#core/operators/session.ts';
import { visitorOf } from '#core/sign-in/visitor.ts';
import { currentOperator } from '#usecases/operators/current-operator.ts';
import { enterByKey, proveByKey } from '#usecases/operators/enter-by-key.ts';
import { newSignIn, readChallenge } from '#usecases/operators/sign-in-challenge.ts';
import { signOut } from '#usecases/operators/sign-out.ts';
import { SignInPage, type SignInPageProps } from '#views/admin/sign-in-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { readWitness } from '../forms.ts';
import { adminFrameOf } from './admin-frame.ts';
import {
  clearOperatorSession,
  clearWaiting,
  readOperatorSession,
  readWaiting,
  writeOperatorSession,
  writeWaiting,
} from './cookies.ts';
import { pageUrl } from './page-url.ts';
import { requireOperator, safeAdminNext } from './require-operator.ts';

/** How often a waiting page looks whether its challenge was signed. */
const LOOK_SECONDS = 4;

/** The way in by a signed challenge, a proof of the same kind within a session, and the way out. */
export const adminSignIn = new Hono<AppEnv>()
  .get('/admin/sign-in', async (c) => {
    if (await currentOperator(c.env.ports, readOperatorSession(c))) {
      return c.redirect(safeAdminNext(c.req.query('next')), 303);
    }
    const waiting = readWaiting(c);
    if (waiting) {
      const entered = await enterByKey(c.env.ports, waiting.secret, visitorOf(readWitness(c)));
      if (entered.ok) {
        clearWaiting(c);
        writeOperatorSession(c, entered.value.token);
        return c.redirect(safeAdminNext(c.req.query('next')), 303);
      }
    }
    return signInPage(c, { purpose: 'sign_in', next: c.req.query('next') });
  })
  .get('/admin/confirm', requireOperator('own_access'), async (c) => {
    const waiting = readWaiting(c);
    if (waiting) {
      const proved = await proveByKey(c.env.ports, waiting.secret, c.var.operator.session);
      if (proved.ok) {
        clearWaiting(c);
        return c.redirect(safeAdminNext(c.req.query('next')), 303);
      }
    }
    return signInPage(c, { purpose: 'confirm', next: c.req.query('next') });
  })
  .post('/admin/sign-out', requireOperator('own_access'), async (c) => {
    await signOut(c.env.ports, c.var.operator);
    clearOperatorSession(c);
    return c.redirect('/admin/sign-in?signed=out', 303);
  });

interface SignInPageOptions {
  readonly purpose: SignInPageProps['purpose'];
  readonly next: string | undefined;
  readonly failed?: 'passkey_failed';
}

/** With the challenge that the browser has, as long as it is good; else with a new one. */
export async function signInPage(
  c: AppContext,
  { purpose, next: wanted, failed }: SignInPageOptions,
): Promise<Response> {
  const { ports } = c.env;
  const held = readWaiting(c);
  const opened = held && (await readChallenge(ports, held.challenge));
  const waiting = held && opened ? held : await newSignIn(ports, visitorOf(readWitness(c)));
  const hash = await ports.secrets.digest(waiting.secret);
  if (waiting !== held) writeWaiting(c, waiting);
  const next = safeAdminNext(wanted);
  const path = purpose === 'confirm' ? '/admin/confirm' : '/admin/sign-in';
  c.header('cache-control', 'no-store');
  const isWaiting = c.req.query('wait') === 'yes';
  // Not before the person asks for it: coming again would end the browser's dialogue about passkeys.
  if (isWaiting) {
    c.header('refresh', `${LOOK_SECONDS}; url=${pageUrl(path, { next, wait: 'yes' })}`);
  }
  return c.html(
    <SignInPage
      frame={adminFrameOf(c)}
      purpose={purpose}
      path={path}
      isWaiting={isWaiting}
      next={next}
      challenge={waiting.challenge}
      checkCode={checkCode(hash)}
      origin={ports.settings.origin}
      notice={failed ?? (c.req.query('signed') === 'out' ? 'signed_out' : undefined)}
    />,
    failed ? 401 : 200,
  );
}
