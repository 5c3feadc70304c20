import { Hono } from 'hono';
import { z } from 'zod';
import { enrolByIdentity } from '#usecases/enrolment/enrol-by-identity.ts';
import {
  type OpenedIdentity,
  type OpenIdentityRefusal,
  openIdentity,
} from '#usecases/enrolment/open-identity.ts';
import {
  IdentityAcceptPage,
  type IdentityAcceptPageProps,
} from '#views/pages/identity-accept-page.tsx';
import { IdentityProblemPage } from '#views/pages/identity-problem-page.tsx';
import type { AppContext, AppEnv } from './app-env.ts';
import { clearIdentity, readIdentity } from './cookies.ts';
import { currencyOf } from './currency-choice.ts';
import { errorPage, notFound } from './errors.tsx';
import { readAcceptances, readAll, readForm, readWitness } from './forms.ts';
import { frameOf } from './frame.ts';
import { languageOfRequest } from './language.ts';
import { tryAgainStatus } from './try-again.ts';
import { fromOf, writeEntered } from './visitor.ts';

const form = z.object({
  account: z.string().max(100).optional(),
  currency: z.string().max(10).optional(),
});

/** The terms for somebody whom the provider has recognised, instead of a form to fill in and a link to open. */
export const loginOpenIdTerms = new Hono<AppEnv>()
  .get('/login/openid/terms', async (c) => {
    if (!c.env.ports.identityProvider) return notFound(c);
    const opened = await openIdentity(c.env.ports, readIdentity(c) ?? '');
    if (!opened.ok) return problem(c, opened.error);
    const values = { accepted: [], account: '', currency: c.env.ports.settings.currencies[0] };
    return acceptPage(c, opened.value, { values, errors: {} }, 200);
  })
  .post('/login/openid/terms', async (c) => {
    const { ports } = c.env;
    if (!ports.identityProvider) return notFound(c);
    const { account, currency: chosen } = form.parse(await readForm(c));
    const checked = await readAll(c, 'accept');
    const { currencies } = ports.settings;
    const currency = currencyOf(chosen, currencies) ?? currencies[0];
    const language = languageOfRequest(c);
    const result = await enrolByIdentity(ports, {
      note: readIdentity(c) ?? '',
      known: (await fromOf(c)).known,
      accepted: readAcceptances(checked),
      accountId: account || undefined,
      currency,
      language: language.tag,
      ...readWitness(c),
    });
    if (result.ok) {
      clearIdentity(c);
      writeEntered(c, result.value);
      return c.redirect('/ready', 303);
    }
    const values = { accepted: checked, account: account ?? '', currency };
    const { error } = result;
    const texts = language.texts.identity.accept;
    switch (error.reason) {
      case 'terms_not_published':
        ports.log.error('terms_not_published');
        return errorPage(c, 503, 'not_open');
      case 'terms_missing':
        return acceptPage(c, error.opened, { values, errors: { terms: error.kinds } }, 422);
      case 'currency_not_offered':
        return acceptPage(c, error.opened, { values, errors: { account: texts.noCurrency } }, 422);
      case 'try_again': {
        const state = { values, errors: {}, tryAgain: true };
        return acceptPage(c, error.opened, state, tryAgainStatus(c));
      }
      case 'account_not_chosen':
      case 'account_not_yours':
        return acceptPage(
          c,
          error.opened,
          { values, errors: { account: texts.accountMissing } },
          422,
        );
      default:
        return problem(c, error.reason);
    }
  });

function acceptPage(
  c: AppContext,
  { person, accounts, terms }: OpenedIdentity,
  state: Pick<IdentityAcceptPageProps, 'values' | 'errors' | 'tryAgain'>,
  status: 200 | 422 | 503,
) {
  c.header('cache-control', 'no-store');
  const { currencies } = c.env.ports.settings;
  const page = (
    <IdentityAcceptPage
      frame={frameOf(c)}
      email={person.email}
      accounts={accounts}
      terms={terms}
      currencies={currencies}
      {...state}
    />
  );
  return c.html(page, status);
}

function problem(c: AppContext, reason: OpenIdentityRefusal) {
  const statuses = { begin_again: 410, billing_unavailable: 503, accounts_taken: 409 } as const;
  return c.html(<IdentityProblemPage frame={frameOf(c)} problem={reason} />, statuses[reason]);
}
