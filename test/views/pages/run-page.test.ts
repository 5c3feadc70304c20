import { describe, expect, it } from 'vitest';
import type { PlanEntry } from '#core/invoicing/plan-entry.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import { ENGLISH } from '#views/languages.ts';
import { RunPage, type RunPageProps } from '#views/pages/run-page.tsx';

const USD = 'USD' as CurrencyCode;
const entry: PlanEntry = {
  clientId: 'cli_1',
  email: 'ann@example.com',
  outcome: 'invoice',
  document: 'invoice',
  parked: null,
  currency: USD,
  totalMinor: 750,
  tokenPrice: '0.0015',
  lines: [{ kind: 'server', serverId: 7, name: 'web', hours: 1, tokens: 5_000, amountMinor: 750 }],
  hash: 'ab',
};
const props: RunPageProps = {
  frame: {
    language: ENGLISH,
    provider: { name: 'Northwind', supportEmail: 'help@northwind.example' },
  },
  id: 'run_1',
  month: '2026-10' as BillingMonth,
  state: 'planned',
  stuck: false,
  failure: '',
  trigger: 'override',
  requestedBy: 'admin:ann',
  manifest: 'cd'.repeat(32),
  bookmark: '00-01',
  counts: { invoice: 1, nothing_to_bill: 0, already_invoiced: 2, parked: 1 },
  totals: [{ currency: USD, amountMinor: 750, invoices: 1 }],
  differences: [
    { currency: USD, amountMinor: 750, billedMinor: 0, beforeMinor: 1_000, differenceMinor: -250 },
  ],
  parked: [
    {
      clientId: 'cli_2',
      email: 'bob@example.com',
      detail: { reason: 'duplicate_resource', serverId: 9 },
      sentence: 'Server 9 appears twice.',
      release: 'A clean report releases it.',
      rows: ['server 9'],
      releasable: false,
      releasedBy: null,
      releasedAtMs: null,
    },
  ],
  items: [entry],
  hasMoreItems: false,
  csvUrl: '/admin/invoice-runs/run_1/plan.csv',
  reconciliationUrl: '',
  progress: {
    what: 'clients planned',
    done: 4,
    total: 4,
    isWorking: false,
    perSecond: 9,
    remainingMs: 0,
  },
  numbers: 'Numbers A-000001 to A-000002 without a gap.',
};
const page = (deviation: Partial<RunPageProps> = {}) => String(RunPage({ ...props, ...deviation }));

describe('RunPage', () => {
  it('sets totals beside the month before, with the difference', () => {
    expect(words(page())).toContain(
      'Currency Documents September 2026 Difference Total USD 1 $10.00 -$2.50 $7.50',
    );
  });

  it('says so where there is nothing to total', () => {
    expect(words(page({ totals: [], differences: [] }))).toContain(
      'Nothing is billed in this plan',
    );
  });

  it('counts the outcomes that the run can have', () => {
    expect(words(page())).toContain('To invoice 1 Nothing to bill 0 Already invoiced 2 Parked 1 ');
    const counts = { ...props.counts, supplement: 3, credit_note: 4 };
    expect(words(page({ counts }))).toContain('Supplement 3 Credit note 4');
  });

  it('says who is parked, why, by which rows, and what releases it', () => {
    expect(words(page())).toContain(
      'bob@example.com cli_2 Server 9 appears twice. duplicate_resource · server 9 A clean report releases it.',
    );
    expect(words(page({ counts: { parked: 8 } }))).toContain('And 7 more; the CSV has them all.');
    expect(page({ parked: [] })).not.toContain('What releases it');
  });

  it('lists clients with their totals and leads to all of them', () => {
    expect(words(page())).toContain('ann@example.com To invoice 1 $7.50');
    expect(page()).toContain('<a href="/admin/invoice-runs/run_1/plan.csv">');
    expect(words(page({ hasMoreItems: true }))).toContain('These are the first 1;');
  });

  it('shows progress, and pace and remaining time only while it works', () => {
    expect(page()).toContain('<progress max="4" value="4">');
    expect(words(page())).not.toContain('a second');
    const progress = { ...props.progress, done: 1, isWorking: true, remainingMs: 40_000 };
    expect(words(page({ state: 'planning', progress }))).toContain(
      '1 of 4 clients planned · 9 a second · about 40 seconds left',
    );
  });

  it('tells what is stuck and what failed', () => {
    expect(words(page())).not.toMatch(/Nothing has moved|failed/);
    const text = words(page({ stuck: true, failure: 'D1_ERROR' }));
    expect(text).toContain('Nothing has moved for ten minutes');
    expect(text).toContain('The last attempt failed D1_ERROR');
  });

  it('has manifest, numbers and restore point for the record', () => {
    const text = words(page());
    expect(text).toContain(`Manifest ${'cd'.repeat(32)}`);
    expect(text).toContain('Numbers A-000001 to A-000002 without a gap.');
    expect(text).toContain('Restore point 00-01');
    expect(words(page({ manifest: '', bookmark: '' }))).toContain(
      'Manifest When the plan is complete Restore point None recorded',
    );
  });

  it('offers nobody to sign in', () => {
    expect(page()).not.toMatch(/href="\/(?:login|signup)"/);
  });
});

/** The text without its tags. */
function words(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
