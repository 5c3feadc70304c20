import { Hono } from 'hono';
import { z } from 'zod';
import { beginIdentity } from '#usecases/sign-in/begin-identity.ts';
import { enterByIdentity, type IdentityRefusal } from '#usecases/sign-in/enter-by-identity.ts';
import { IdentityProblemPage } from '#views/pages/identity-problem-page.tsx';
import type { AppContext, AppEnv } from './app-env.ts';
import {
  clearIdentity,
  clearIdentityFlow,
  readIdentityFlow,
  readSession,
  writeCodeNote,
  writeIdentity,
  writeIdentityFlow,
} from './cookies.ts';
import { notFound } from './errors.tsx';
import { frameOf } from './frame.ts';
import { fromOf, writeEntered } from './visitor.ts';

const parameter = z.string().max(2_000).catch('');
const answerQuery = z.object({ state: parameter, code: parameter, error: parameter });

/** Asking who somebody is, and what comes back. */
export const loginOpenId = new Hono<AppEnv>()
  .get('/login/openid', async (c) => {
    const begun = await beginIdentity(c.env.ports);
    c.header('cache-control', 'no-store');
    if (!begun.ok) return refused(c, begun.error);
    writeIdentityFlow(c, begun.value.note);
    return c.redirect(begun.value.url, 303);
  })
  .get('/login/openid/callback', async (c) => {
    c.header('cache-control', 'no-store');
    const answer = { note: readIdentityFlow(c) ?? '', ...answerQuery.parse(c.req.query()) };
    const entered = await enterByIdentity(c.env.ports, answer, await fromOf(c));
    clearIdentityFlow(c);
    if (!entered.ok) return refused(c, entered.error);
    const { value } = entered;
    switch (value.kind) {
      case 'entered':
        clearIdentity(c);
        writeEntered(c, value);
        return c.redirect('/dashboard', 303);
      case 'code_needed':
        clearIdentity(c);
        writeCodeNote(c, value.note);
        return c.redirect('/login/code', 303);
      case 'log_in_first':
        writeIdentity(c, value.note);
        if (readSession(c)) return c.redirect('/account/identity', 303);
        return c.html(<IdentityProblemPage frame={frameOf(c)} problem="log_in_first" />, 409);
      case 'new_person':
        writeIdentity(c, value.note);
        return c.redirect(readSession(c) ? '/account/identity' : '/login/openid/terms', 303);
    }
  });

function refused(c: AppContext, refusal: IdentityRefusal) {
  if (refusal === 'not_offered') return notFound(c);
  const page = <IdentityProblemPage frame={frameOf(c)} problem={refusal} />;
  return c.html(page, statusOf(refusal));
}

function statusOf(refusal: Exclude<IdentityRefusal, 'not_offered'>) {
  switch (refusal) {
    case 'begin_again':
      return 410;
    case 'provider_unavailable':
      return 503;
    case 'too_soon':
      return 429;
    case 'refused_there':
    case 'not_recognised':
    case 'address_missing':
    case 'address_not_proved':
      return 403;
  }
}
