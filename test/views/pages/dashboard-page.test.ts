import { describe, expect, it } from 'vitest';
import { CLIENT_MOVES, type ClientState } from '#core/enrolment/client-state.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import { ENGLISH } from '#views/languages.ts';
import { DashboardPage, type DashboardPageProps } from '#views/pages/dashboard-page.tsx';

const props: DashboardPageProps = {
  frame: {
    language: ENGLISH,
    provider: { name: 'Northwind', supportEmail: 'help@northwind.example' },
    client: { name: 'Ada', email: 'ada@example.org' },
  },
  client: {
    name: 'Ada',
    email: 'ada@example.org',
    company: '',
    state: 'enrolled',
    failure: '',
    currency: 'USD',
  },
  terms: [{ kind: 'post_pay_terms', version: '3', text: 'T', url: '', hash: 'aa' }],
  termsErrors: [],
  timeZone: 'UTC',
  invoices: [],
  nextInvoice: { onDate: '2026-12-01', month: '2026-11' },
  hasMoreInvoices: false,
};

describe('DashboardPage', () => {
  it.each(Object.keys(CLIENT_MOVES) as ClientState[])(
    'shows one of two panels when %s',
    (state) => {
      const html = inState(state);
      const panels = html.match(/<section class="card panel [a-z-]+"/g) ?? [];
      const name = state === 'enrolled' ? 'enrolled' : 'not-enrolled';
      expect(panels).toEqual([`<section class="card panel ${name}"`]);
      expect(html.includes('action="/sign-on"')).toBe(state === 'enrolled');
      expect(html.includes('action="/enrol"')).toBe(state === 'not_enrolled');
    },
  );

  it('tells an enrolled client when the next invoice comes and for which month', () => {
    const html = inState('enrolled');
    expect(html).toContain('1 December 2026');
    expect(html).toContain('November 2026');
  });

  it('shows the terms error in the panel of a client who is not enrolled', () => {
    const html = inState('not_enrolled', { termsErrors: ['post_pay_terms'] });
    expect(html).toContain('<a href="#accept-post_pay_terms">');
    expect(html).toContain('aria-describedby="accept-post_pay_terms-error"');
  });

  it('gives the reason of a failed attempt', () => {
    const client = {
      ...props.client,
      state: 'provisioning_failed',
      failure: 'panel_rejected',
    } as const;
    const html = String(DashboardPage({ ...props, client }));
    expect(html).toContain('The panel did not accept our request.');
  });

  it('lists invoices with their dates in the time zone that they were made in', () => {
    const invoice = {
      id: 'inv_1',
      kind: 'invoice' as const,
      number: 'INV-2026-000123',
      month: '2026-10' as BillingMonth,
      total: { currency: 'USD' as CurrencyCode, amountMinor: 123456 },
      issuedAtMs: Date.UTC(2026, 9, 31, 23, 30),
      dueAtMs: Date.UTC(2026, 10, 14, 23, 30),
      timeZone: 'Europe/Amsterdam',
      state: 'due' as const,
      isPayable: false,
    };
    const html = inState('enrolled', { invoices: [invoice], hasMoreInvoices: true });
    expect(html).toContain('<a href="/invoices/inv_1">INV-2026-000123</a>');
    expect(html).toContain('October 2026');
    expect(html).toContain('1 November 2026');
    expect(html).toContain('15 November 2026');
    expect(html).toContain('$1,234.56');
    expect(html).toContain('<a href="/invoices">All invoices</a>');
    expect(html).not.toContain('No invoices yet');
  });

  it('says which documents correct an invoice, and asks for nothing in a credit note', () => {
    const credit = {
      id: 'inv_2',
      kind: 'credit_note' as const,
      number: 'INV-2026-000124',
      month: '2026-10' as BillingMonth,
      total: { currency: 'USD' as CurrencyCode, amountMinor: -500 },
      issuedAtMs: Date.UTC(2026, 10, 2),
      dueAtMs: Date.UTC(2026, 10, 16),
      timeZone: 'UTC',
      state: 'credit' as const,
      isPayable: false,
    };
    const html = inState('enrolled', { invoices: [credit] });
    expect(html).toContain('Credit note');
    expect(html).toContain('-$5.00');
    expect(html).toContain('Nothing to pay');
    expect(html).not.toContain('16 November 2026');
    const supplement = inState('enrolled', { invoices: [{ ...credit, kind: 'supplement' }] });
    expect(supplement).toContain('Supplement');
    expect(supplement).toContain('16 November 2026');
  });

  it('is friendly without invoices', () => {
    expect(inState('enrolled')).toContain('No invoices yet');
  });
});

function inState(state: ClientState, change: Partial<DashboardPageProps> = {}): string {
  return String(DashboardPage({ ...props, client: { ...props.client, state }, ...change }));
}
