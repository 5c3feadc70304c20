import { Hono } from 'hono';
import { z } from 'zod';
import { visitorOf } from '#core/sign-in/visitor.ts';
import {
  enterByPasskey,
  offerOperatorEntry,
  offerOperatorProof,
  proveByPasskey,
} from '#usecases/operators/enter-by-passkey.ts';
import type { AppEnv } from '../app-env.ts';
import { clearChallenge, readChallenge, writeChallenge } from '../cookies.ts';
import { readForm, readWitness } from '../forms.ts';
import { clearWaiting, writeOperatorSession } from './cookies.ts';
import { requireOperator, safeAdminNext } from './require-operator.ts';
import { signInPage } from './sign-in.tsx';

const form = z.object({ answer: z.string().catch(''), next: z.string().optional() });

/** The way in by a passkey, and a proof by one within a session. */
export const adminSignInPasskey = new Hono<AppEnv>()
  .get('/admin/sign-in/passkey', (c) => c.redirect('/admin/sign-in', 303))
  .get('/admin/sign-in/passkey/options', async (c) => {
    const { options, note } = await offerOperatorEntry(c.env.ports);
    writeChallenge(c, note);
    c.header('cache-control', 'no-store');
    return c.json(options as object); // made by the library for exactly this
  })
  .post('/admin/sign-in/passkey', async (c) => {
    const { answer, next } = form.parse(await readForm(c));
    const given = { note: readChallenge(c), answer };
    const entered = await enterByPasskey(c.env.ports, given, visitorOf(readWitness(c)));
    clearChallenge(c);
    if (!entered.ok) return signInPage(c, { purpose: 'sign_in', next, failed: 'passkey_failed' });
    clearWaiting(c);
    writeOperatorSession(c, entered.value.token);
    return c.redirect(safeAdminNext(next), 303);
  })
  .get('/admin/confirm/passkey', requireOperator('own_access'), (c) =>
    c.redirect('/admin/confirm', 303),
  )
  .get('/admin/confirm/passkey/options', requireOperator('own_access'), async (c) => {
    const { options, note } = await offerOperatorProof(c.env.ports, c.var.operator);
    writeChallenge(c, note);
    return c.json(options as object); // as above
  })
  .post('/admin/confirm/passkey', requireOperator('own_access'), async (c) => {
    const { answer, next } = form.parse(await readForm(c));
    const given = { note: readChallenge(c), answer };
    const proved = await proveByPasskey(c.env.ports, c.var.operator, given);
    clearChallenge(c);
    if (!proved.ok) return signInPage(c, { purpose: 'confirm', next, failed: 'passkey_failed' });
    return c.redirect(safeAdminNext(next), 303);
  });
