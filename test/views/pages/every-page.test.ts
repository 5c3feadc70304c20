import { describe, expect, it } from 'vitest';
import type { ClientState } from '#core/enrolment/client-state.ts';
import type { TermsKind, TermsVersion } from '#core/enrolment/terms.ts';
import type { Line } from '#core/invoicing/rate.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import type { Frame } from '#views/frame.ts';
import { ENGLISH, LANGUAGES, languageOf } from '#views/languages.ts';
import { AcceptTermsPage } from '#views/pages/account/accept-terms-page.tsx';
import { AcceptedTermsPage } from '#views/pages/account/accepted-terms-page.tsx';
import {
  ChangeEmailPage,
  ConfirmEmailPage,
  EmailProblemPage,
} from '#views/pages/account/change-email-page.tsx';
import { ChangePasswordPage } from '#views/pages/account/change-password-page.tsx';
import { ClosedPage, ClosePage, ClosingPage } from '#views/pages/account/close-page.tsx';
import { ConfirmPage } from '#views/pages/account/confirm-page.tsx';
import { IdentityPage } from '#views/pages/account/identity-page.tsx';
import { MyDataPage } from '#views/pages/account/my-data-page.tsx';
import { OverviewPage } from '#views/pages/account/overview-page.tsx';
import { PasskeysPage } from '#views/pages/account/passkeys-page.tsx';
import {
  RecoveryCodesPage,
  SecondFactorOfferPage,
  SecondFactorPage,
} from '#views/pages/account/second-factor-page.tsx';
import { SessionsPage } from '#views/pages/account/sessions-page.tsx';
import { DashboardPage } from '#views/pages/dashboard-page.tsx';
import { ErrorPage } from '#views/pages/error-page.tsx';
import { ForgotPage } from '#views/pages/forgot-page.tsx';
import { ForgotSentPage } from '#views/pages/forgot-sent-page.tsx';
import { IdentityAcceptPage } from '#views/pages/identity-accept-page.tsx';
import { IdentityProblemPage } from '#views/pages/identity-problem-page.tsx';
import { InvoicePage } from '#views/pages/invoice-page.tsx';
import { InvoicesPage } from '#views/pages/invoices-page.tsx';
import { LandingPage } from '#views/pages/landing-page.tsx';
import { LinkProblemPage } from '#views/pages/link-problem-page.tsx';
import { LinkResentPage } from '#views/pages/link-resent-page.tsx';
import { LoginCodePage } from '#views/pages/login-code-page.tsx';
import { LoginPage } from '#views/pages/login-page.tsx';
import { PayPage } from '#views/pages/pay-page.tsx';
import { PayProblemPage } from '#views/pages/pay-problem-page.tsx';
import { ReadyPage } from '#views/pages/ready-page.tsx';
import { ResetPage } from '#views/pages/reset-page.tsx';
import { ResetProblemPage } from '#views/pages/reset-problem-page.tsx';
import { RunPage } from '#views/pages/run-page.tsx';
import { SignOnProblemPage } from '#views/pages/sign-on-problem-page.tsx';
import { SignupPage } from '#views/pages/signup-page.tsx';
import { SignupSentPage } from '#views/pages/signup-sent-page.tsx';
import { TermsPage } from '#views/pages/terms-page.tsx';
import { UsagePage } from '#views/pages/usage-page.tsx';
import { VerifyPage } from '#views/pages/verify-page.tsx';

const HOSTILE: readonly (readonly [string, string])[] = [
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['a broken attribute', `"><svg onload="alert(1)" x='` + "' autofocus onfocus='alert(1)"],
  ['an end of a comment and of a script', '--></title></script></textarea>]]>'],
  ['emoji', '👩🏽‍🚀🇳🇱 Ada 🚀'],
  ['right-to-left text', 'أدا لوفليس \u202eevil\u202c'],
  ['200 characters', 'x'.repeat(200)],
];

const USD = 'USD' as CurrencyCode;
const EUR = 'EUR' as CurrencyCode;
const CLOSING = { requestedAtMs: 1, lastInvoiceOn: '2026-12-01', timeZone: 'UTC' };

/** Every page with `text` wherever people or providers can write something. */
function pagesWith(text: string, language = ENGLISH): Record<string, unknown> {
  const provider = { name: text, supportEmail: text };
  const frame: Frame = { language, provider };
  const signedIn: Frame = { language, provider, client: { name: text, email: text } };
  const shown = (kind: TermsKind): TermsVersion => ({
    kind,
    version: text,
    text: kind === 'terms_of_service' ? text : '',
    url: text,
    hash: text,
  });
  const terms = [shown('terms_of_service'), shown('post_pay_terms')];
  const line: Line = {
    kind: 'server',
    serverId: 7,
    name: text,
    hours: 1,
    tokens: 2,
    amountMinor: 3,
  };
  const summary = {
    id: text,
    kind: 'credit_note' as const,
    number: text,
    month: '2026-10' as BillingMonth,
    total: { currency: USD, amountMinor: 3 },
    issuedAtMs: Date.UTC(2026, 10, 1),
    dueAtMs: Date.UTC(2026, 10, 15),
    timeZone: 'UTC',
    state: 'credit' as const,
    isPayable: true,
  };
  const person = { name: text, company: text, email: text };
  const dashboard = (state: ClientState) =>
    DashboardPage({
      frame: signedIn,
      client: { ...person, state, failure: text, currency: text },
      terms,
      termsErrors: ['post_pay_terms'],
      invoices: [summary],
      nextInvoice: { onDate: text, month: text },
      closing: CLOSING,
      timeZone: 'UTC',
      hasMoreInvoices: true,
    });
  return {
    LandingPage: LandingPage({ frame }),
    SignupPage: SignupPage({
      frame,
      values: person,
      errors: { name: text, company: text, email: text, password: text },
    }),
    SignupSentPage: SignupSentPage({ frame }),
    VerifyPage: VerifyPage({
      frame,
      token: text,
      email: text,
      terms,
      currencies: [USD, EUR],
      needsPassword: true,
      values: { accepted: [text], currency: text },
      errors: { terms: ['terms_of_service'], password: text, currency: text },
    }),
    'LinkProblemPage expired': LinkProblemPage({ frame, problem: 'expired', token: text }),
    'LinkProblemPage used': LinkProblemPage({ frame, problem: 'used', token: text }),
    'LinkProblemPage unknown': LinkProblemPage({ frame, problem: 'unknown', token: text }),
    LinkResentPage: LinkResentPage({ frame }),
    'ReadyPage enrolled': ReadyPage({ frame: signedIn, state: 'enrolled', failure: '' }),
    'ReadyPage failed': ReadyPage({ frame: signedIn, state: 'provisioning_failed', failure: text }),
    LoginPage: LoginPage({
      frame,
      values: { email: text },
      problem: 'wrong_credentials',
      notice: 'signed_out',
    }),
    'LoginPage too soon': LoginPage({
      frame,
      values: { email: text },
      problem: { waitMs: 95_000 },
      notice: 'email_changed',
    }),
    'LoginPage with another system': LoginPage({
      frame: { ...frame, continueWith: text },
      values: { email: text },
    }),
    IdentityAcceptPage: IdentityAcceptPage({
      frame: { ...frame, continueWith: text },
      email: text,
      accounts: [
        { id: text, name: text, company: text, currency: text },
        { id: `${text}2`, name: text, company: '', currency: '' },
      ],
      terms,
      currencies: [USD, EUR],
      values: { accepted: [], account: text, currency: USD },
      errors: { account: text, terms: ['post_pay_terms'] },
    }),
    'IdentityAcceptPage of one account': IdentityAcceptPage({
      frame: { ...frame, continueWith: text },
      email: text,
      accounts: [{ id: text, name: text, company: text, currency: text }],
      terms,
      currencies: [USD, EUR],
      values: { accepted: [], account: '', currency: USD },
      errors: {},
    }),
    'IdentityAcceptPage of no account': IdentityAcceptPage({
      frame: { ...frame, continueWith: text },
      email: text,
      accounts: [],
      terms,
      currencies: [USD, EUR],
      values: { accepted: [], account: '', currency: USD },
      errors: { currency: text },
    }),
    IdentityProblemPage: IdentityProblemPage({ frame, problem: 'address_not_proved' }),
    'IdentityProblemPage before logging in': IdentityProblemPage({
      frame,
      problem: 'log_in_first',
    }),
    IdentityPage: IdentityPage({
      frame: { ...signedIn, continueWith: text },
      isConnected: false,
      recognised: text,
      problem: 'identity_taken',
    }),
    'IdentityPage connected': IdentityPage({
      frame: { ...signedIn, continueWith: text },
      isConnected: true,
      recognised: undefined,
    }),
    LoginCodePage: LoginCodePage({ frame, problem: 'wrong_code' }),
    'LoginCodePage too soon': LoginCodePage({ frame, problem: { waitMs: 1_000 } }),
    OverviewPage: OverviewPage({
      frame: signedIn,
      client: { name: text, email: text },
      overview: { passkeys: 2, hasSecondFactor: true, sessions: 1, hasIdentity: true },
      closing: CLOSING,
      done: 'password',
    }),
    ConfirmPage: ConfirmPage({ frame: signedIn, next: text, problem: 'wrong_password' }),
    ChangePasswordPage: ChangePasswordPage({ frame: signedIn, error: text }),
    ChangeEmailPage: ChangeEmailPage({
      frame: signedIn,
      email: text,
      value: text,
      error: text,
      waitMs: 60_000,
    }),
    ConfirmEmailPage: ConfirmEmailPage({ frame, newEmail: text, token: text }),
    EmailProblemPage: EmailProblemPage({ frame, problem: 'used' }),
    PasskeysPage: PasskeysPage({
      frame: signedIn,
      passkeys: [{ credentialId: text, name: text, addedAtMs: 1, lastUsedAtMs: 2 }],
      timeZone: 'UTC',
      fault: 'not_genuine',
    }),
    SecondFactorOfferPage: SecondFactorOfferPage({
      frame: signedIn,
      offer: { secret: text, note: text, qr: { size: 21, path: 'M0 0h1v1h-1z' } },
      problem: 'wrong_code',
    }),
    SecondFactorPage: SecondFactorPage({ frame: signedIn, recoveryCodesLeft: 1 }),
    RecoveryCodesPage: RecoveryCodesPage({ frame: signedIn, codes: [text] }),
    SessionsPage: SessionsPage({
      frame: signedIn,
      sessions: [
        { id: 'a', openedAtMs: 1, network: text, device: text },
        { id: 'b', openedAtMs: 1, network: '', device: '' },
      ],
      here: 'b',
      timeZone: 'UTC',
    }),
    AcceptTermsPage: AcceptTermsPage({ frame: signedIn, terms, missing: ['terms_of_service'] }),
    AcceptedTermsPage: AcceptedTermsPage({
      frame: signedIn,
      accepted: terms.map((version) => ({ ...version, acceptedAtMs: 1 })),
      timeZone: 'UTC',
    }),
    MyDataPage: MyDataPage({ frame: signedIn }),
    ClosePage: ClosePage({
      frame: signedIn,
      hasPanelAccount: true,
      retentionYears: 10,
      isMissing: true,
    }),
    ClosingPage: ClosingPage({ frame: signedIn, closing: CLOSING }),
    ClosedPage: ClosedPage({ frame, retentionYears: 10 }),
    ForgotPage: ForgotPage({ frame, values: { email: text }, errors: { email: text } }),
    ForgotSentPage: ForgotSentPage({ frame }),
    ResetPage: ResetPage({ frame, token: text, errors: { password: text } }),
    ResetProblemPage: ResetProblemPage({ frame, problem: 'used' }),
    'DashboardPage not_enrolled': dashboard('not_enrolled'),
    'DashboardPage provisioning': dashboard('provisioning'),
    'DashboardPage enrolled': dashboard('enrolled'),
    'InvoicesPage with documents': InvoicesPage({
      frame: signedIn,
      invoices: [summary],
      years: ['2026'],
      year: '2026',
      before: text,
    }),
    'InvoicesPage without any that fit': InvoicesPage({
      frame: signedIn,
      invoices: [],
      years: ['2026'],
      state: 'credit',
    }),
    'InvoicesPage without': InvoicesPage({ frame: signedIn, invoices: [], years: [] }),
    UsagePage: UsagePage({
      frame: signedIn,
      usage: { kind: 'unavailable', month: '2026-10' as BillingMonth },
      days: [
        { date: '2026-10-01', amountMinor: 5, isToday: false },
        { date: '2026-10-02', amountMinor: undefined, isToday: false },
        { date: '2026-10-03', amountMinor: 0, isToday: true },
      ],
      budgets: { currency: USD, amounts: [text, '50'], wrong: text, saved: true },
      timeZone: 'UTC',
    }),
    PayPage: PayPage({ frame: signedIn, invoice: summary }),
    PayProblemPage: PayProblemPage({ frame: signedIn, invoiceId: text }),
    InvoicePage: InvoicePage({
      frame: signedIn,
      invoice: {
        ...summary,
        seller: { name: text, address: text, email: text },
        client: person,
        tokenPrice: text,
        itemHash: text,
        howToPay: [text, text],
        lines: [line],
      },
    }),
    RunPage: RunPage({
      frame,
      id: text,
      month: '2026-10' as BillingMonth,
      state: 'executing',
      stuck: true,
      failure: text,
      trigger: text,
      requestedBy: text,
      manifest: text,
      bookmark: text,
      counts: { invoice: 1, parked: 5 },
      totals: [{ currency: USD, amountMinor: 3, invoices: 1 }],
      differences: [
        { currency: USD, amountMinor: 3, billedMinor: 0, beforeMinor: 1, differenceMinor: 2 },
      ],
      parked: [
        {
          clientId: text,
          email: text,
          detail: { reason: 'amount_too_large' },
          sentence: text,
          release: text,
          rows: [text],
          releasable: false,
          releasedBy: text,
          releasedAtMs: 1,
        },
      ],
      items: [
        {
          clientId: `cli_${text}`,
          email: text,
          outcome: 'invoice',
          document: 'invoice',
          parked: null,
          currency: USD,
          totalMinor: 3,
          tokenPrice: text,
          lines: [line],
          hash: text,
        },
      ],
      hasMoreItems: true,
      csvUrl: `/x?jws=${encodeURIComponent(text)}`,
      reconciliationUrl: `/y?jws=${encodeURIComponent(text)}`,
      progress: {
        what: text,
        done: 1,
        total: 2,
        isWorking: true,
        perSecond: 1,
        remainingMs: 1000,
      },
      numbers: text,
    }),
    'TermsPage with its text': TermsPage({ frame, terms: shown('terms_of_service') }),
    'TermsPage elsewhere': TermsPage({ frame, terms: shown('post_pay_terms') }),
    SignOnProblemPage: SignOnProblemPage({ frame: signedIn, reason: 'panel_unavailable' }),
    ErrorPage: ErrorPage({ frame, status: 500, title: text, message: text, requestId: text }),
  };
}

const TYPICAL = pagesWith('Ada');

describe.each(Object.keys(TYPICAL))('%s', (name) => {
  const html = String(TYPICAL[name]);

  it('is a whole document with a title and one heading', () => {
    expect(html).toMatch(/^<!doctype html><html lang="en" dir="ltr">/);
    expect(html).toMatch(/<title>[^<]+ · Ada<\/title>/);
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(html.match(/<main /g)).toHaveLength(1);
    expect(html).toMatch(/<\/html>$/);
  });

  it('has no inline script or style; what it loads is ours', () => {
    const rest = html.replace(/<script src="\/assets\/[a-z]+\.js" type="module"><\/script>/g, '');
    expect(rest).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:/i);
  });

  it('gives each id once and points only at ids that exist', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const pointers = [...html.matchAll(/ (?:aria-describedby|aria-labelledby|for)="([^"]+)"/g)]
      .flatMap((match) => (match[1] ?? '').split(' '))
      .concat([...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1] ?? ''));
    expect(ids).toEqual(expect.arrayContaining(pointers));
  });

  it.each(HOSTILE)('keeps its markup when texts hold %s', (_, text) => {
    expect(markup(String(pagesWith(text)[name]))).toEqual(markup(html));
  });
});

/** Operators read English. */
const FOR_OPERATORS = ['RunPage'];
/** What Hindi writes in Latin letters as well, and what the test filled in. */
const LATIN =
  /^(?:Ada|Abcd|JSON|JavaScript|ZIP|PDF|CSV|SHA|INV|UTC|USD|EUR|US|Dollar|English|A|Z|name|example|com)$/;

describe.each(LANGUAGES.map(({ tag }) => tag))('every page in %s', (tag) => {
  const pages = Object.entries(pagesWith('Ada', languageOf(tag)));

  it.each(pages)('%s has the same parts as in English', (name, page) => {
    expect([...markup(String(page))].sort()).toEqual([...markup(String(TYPICAL[name]))].sort());
  });

  it.each(pages)('%s says in its head which language it is in', (name, page) => {
    const lang = FOR_OPERATORS.includes(name) ? 'en' : tag;
    expect(String(page)).toContain(`<html lang="${lang}"`);
  });
});

describe('every page in Hindi', () => {
  const pages = Object.entries(pagesWith('Ada', languageOf('hi')));

  it.each(pages.filter(([name]) => !FOR_OPERATORS.includes(name)))(
    '%s has no English word left',
    (_, page) => {
      const text = String(page)
        .replace(/<(style|script)[\s\S]*?<\/\1>/g, ' ')
        .replace(/<[^>]*>/g, ' ');
      const words = text.match(/\p{Script=Latin}+/gu) ?? [];
      expect(words.filter((word) => !LATIN.test(word))).toEqual([]);
    },
  );
});

/** All tags in order, with what their attributes hold left out. */
function markup(html: string): readonly string[] {
  return (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
}
