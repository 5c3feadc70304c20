import { Hono } from 'hono';
import { z } from 'zod';
import type { LinkState } from '#core/enrolment/link.ts';
import { type AcceptRefusal, acceptTerms } from '#usecases/enrolment/accept-terms.ts';
import { type OpenedLink, openLink } from '#usecases/enrolment/open-link.ts';
import { renewLink } from '#usecases/enrolment/renew-link.ts';
import { LinkProblemPage } from '#views/pages/link-problem-page.tsx';
import { LinkResentPage } from '#views/pages/link-resent-page.tsx';
import { VerifyPage, type VerifyPageProps } from '#views/pages/verify-page.tsx';
import type { AppContext, AppEnv } from './app-env.ts';
import { readBrowser } from './cookies.ts';
import { currencyOf } from './currency-choice.ts';
import { errorPage } from './errors.tsx';
import { readAcceptances, readAll, readForm, readWitness, tokenField } from './forms.ts';
import { frameOf } from './frame.ts';
import { languageOfRequest } from './language.ts';
import { tryAgainStatus } from './try-again.ts';
import { fromOf, writeEntered } from './visitor.ts';

const form = z.object({
  token: tokenField,
  currency: z.string().optional(),
  password: z.string().optional(),
});

export const verify = new Hono<AppEnv>()
  .get('/verify', async (c) => {
    const token = tokenField.parse(c.req.query('token'));
    const opened = await openLink(c.env.ports, token, readBrowser(c));
    if (opened.state !== 'valid') return linkProblem(c, opened.state, token);
    const values = { accepted: [], currency: c.env.ports.settings.currencies[0] };
    return acceptancePage(c, token, opened.link, { values, errors: {} }, 200);
  })
  .post('/verify', async (c) => {
    const { ports } = c.env;
    const { token, currency: chosen, password } = form.parse(await readForm(c));
    const checked = await readAll(c, 'accept');
    const browserSecret = readBrowser(c);
    const currency = currencyOf(chosen, ports.settings.currencies);
    if (!currency) {
      const opened = await openLink(ports, token, browserSecret);
      if (opened.state !== 'valid') return linkProblem(c, opened.state, token);
      const values = { accepted: checked, currency: '' };
      const errors = { currency: languageOfRequest(c).texts.faults.currencyUnknown };
      return acceptancePage(c, token, opened.link, { values, errors }, 422);
    }
    const accepted = readAcceptances(checked);
    const witness = readWitness(c);
    const { known } = await fromOf(c);
    const result = await acceptTerms(ports, {
      token,
      browserSecret,
      accepted,
      currency,
      language: languageOfRequest(c).tag,
      password,
      known,
      ...witness,
    });
    if (!result.ok) return refused(c, token, result.error, { accepted: checked, currency });
    writeEntered(c, result.value);
    return c.redirect('/ready', 303);
  })
  .post('/verify/resend', async (c) => {
    const { token } = form.parse(await readForm(c));
    await renewLink(c.env.ports, token, languageOfRequest(c).tag);
    return c.html(<LinkResentPage frame={frameOf(c)} />);
  })
  .get('/verify/resend', (c) => c.redirect('/signup', 303));

function refused(
  c: AppContext,
  token: string,
  refusal: AcceptRefusal,
  values: VerifyPageProps['values'],
) {
  switch (refusal.reason) {
    case 'link':
      return linkProblem(c, refusal.state, token);
    case 'terms_missing':
      return acceptancePage(
        c,
        token,
        refusal.link,
        { values, errors: { terms: refusal.kinds } },
        422,
      );
    case 'password': {
      const errors = { password: languageOfRequest(c).texts.faults.password[refusal.fault] };
      return acceptancePage(c, token, refusal.link, { values, errors }, 422);
    }
    case 'try_again': {
      const state = { values, errors: {}, tryAgain: true };
      return acceptancePage(c, token, refusal.link, state, tryAgainStatus(c));
    }
    case 'terms_not_published':
      c.env.ports.log.error('terms_not_published');
      return errorPage(c, 503, 'not_open');
  }
}

function acceptancePage(
  c: AppContext,
  token: string,
  { signup, terms, needsPassword }: OpenedLink,
  state: Pick<VerifyPageProps, 'values' | 'errors' | 'tryAgain'>,
  status: 200 | 422 | 503,
) {
  const { currencies } = c.env.ports.settings;
  const page = (
    <VerifyPage
      frame={frameOf(c)}
      token={token}
      email={signup.email}
      terms={terms}
      currencies={currencies}
      needsPassword={needsPassword}
      {...state}
    />
  );
  return c.html(page, status);
}

function linkProblem(c: AppContext, problem: Exclude<LinkState, 'valid'>, token: string) {
  const status = problem === 'unknown' ? 404 : 410;
  return c.html(<LinkProblemPage frame={frameOf(c)} problem={problem} token={token} />, status);
}
