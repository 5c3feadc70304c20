import { describe, expect, it } from 'vitest';
import { describeInvoices, describePlan, moneyText } from '../../../cli/admin/describe-plan.ts';
import type { InvoiceJson, RunJson } from '../../../cli/admin/runs.ts';

const PLAN: RunJson = {
  runId: 'run_1',
  month: '2022-10',
  state: 'planned',
  stuck: false,
  corrections: null,
  manifest: 'ab'.repeat(32),
  counts: { invoice: 3, nothingToBill: 1, alreadyInvoiced: 0, billedElsewhere: 0, parked: 0 },
  totals: [
    { currency: 'BHD', amountMinor: 1_500, invoices: 1 },
    { currency: 'JPY', amountMinor: 1_500, invoices: 1 },
    { currency: 'USD', amountMinor: 1_500, invoices: 1 },
  ],
  differences: [
    { currency: 'BHD', amountMinor: 1_500, billedMinor: 0, beforeMinor: 0, differenceMinor: 1_500 },
    { currency: 'JPY', amountMinor: 1_500, billedMinor: 0, beforeMinor: 1_500, differenceMinor: 0 },
    {
      currency: 'USD',
      amountMinor: 1_500,
      billedMinor: 0,
      beforeMinor: 2_000,
      differenceMinor: -500,
    },
  ],
  numbers: { series: 'INV-2022', first: 1, last: 3, count: 3, counter: 3 },
  restorePoint: null,
  progress: { clients: 4, planned: 4, issued: 0, conflicts: 0 },
  parked: [],
  failure: null,
};

const NOT_RELEASED = { released: false, releasedBy: null, releasedAt: null };

describe('describePlan', () => {
  it('shows counts, and totals beside the month before in the digits of their currencies', () => {
    const text = describePlan(PLAN);
    expect(text).toMatch(/^Plan for 2022-10 {2}Clients$/m);
    expect(text).toMatch(/^to invoice +3$/m);
    expect(text).not.toContain('supplements');
    expect(text).toMatch(/^BHD +1 +1\.500 +0\.000 +\+1\.500$/m);
    expect(text).toMatch(/^JPY +1 +1500 +1500 +0$/m);
    expect(text).toMatch(/^USD +1 +15\.00 +20\.00 +-5\.00$/m);
    expect(text).toContain('Numbers INV-2022-000001 to INV-2022-000003 without a gap.');
    expect(text).toContain(PLAN.manifest);
  });

  it('shows supplements and credit notes where they were asked for', () => {
    const text = describePlan({ ...PLAN, corrections: { supplement: 2, creditNote: 5 } });
    expect(text).toMatch(/^supplements +2$/m);
    expect(text).toMatch(/^credit notes +5$/m);
  });

  it('leaves the totals out where there is nothing to invoice', () => {
    expect(describePlan({ ...PLAN, totals: [] })).not.toContain('Currency');
  });

  it('names parked clients with what releases them, and how many more there are', () => {
    const held = {
      clientId: 'cli_1',
      clientEmail: 'ann@example.com',
      reason: 'outlier',
      sentence: '9 tokens are many.',
      rows: ['all servers: 9 tokens'],
      release: 'An operator can release it.',
      releasable: true,
      ...NOT_RELEASED,
    };
    const fact = { ...held, reason: 'price_missing', releasable: false, rows: [] };
    const parked = [held, { ...fact, clientEmail: 'bob@example.com' }];
    const text = describePlan({ ...PLAN, parked, counts: { ...PLAN.counts, parked: 7 } });
    expect(text).toContain('Parked clients (7)');
    expect(text).toContain(
      [
        '  ann@example.com  cli_1  outlier',
        '    9 tokens are many.',
        '    Rows: all servers: 9 tokens',
        '    An operator can release it.',
        '    npx postmeter parked release cli_1 2022-10 outlier --note "why"',
        '  bob@example.com  cli_1  price_missing',
      ].join('\n'),
    );
    expect(text.match(/npx postmeter parked/g)).toHaveLength(1);
    expect(text).toContain('… and 5 more');
  });

  it('says who was released by whom, and that the next run bills them', () => {
    const held = {
      clientId: 'cli_1',
      clientEmail: 'ann@example.com',
      reason: 'outlier',
      sentence: '9 tokens are many.',
      rows: [],
      release: 'An operator can release it.',
      releasable: true,
      ...NOT_RELEASED,
    };
    const word = {
      released: true,
      releasedBy: 'admin:ann',
      releasedAt: '2022-11-02T09:30:00.000Z',
    };
    const parked = [
      { ...held, ...word },
      { ...held, clientId: 'cli_2' },
    ];
    const text = describePlan({ ...PLAN, parked, counts: { ...PLAN.counts, parked: 2 } });
    expect(text).toContain('Parked clients (2, 1 released since)');
    expect(text).toContain(
      [
        '    9 tokens are many.',
        '    Released by admin:ann, 2022-11-02 09:30. The next run of the month bills the client, unless something else is wrong then:',
        '    npx postmeter invoice 2022-10',
      ].join('\n'),
    );
    expect(text.match(/npx postmeter parked release/g)).toHaveLength(1);
  });

  it('says once what holds several clients', () => {
    const held = {
      clientId: 'cli_1',
      clientEmail: 'ann@example.com',
      reason: 'usage_unavailable',
      sentence: 'The panel did not answer.',
      rows: [],
      release: 'The next run tries again.',
      releasable: false,
      ...NOT_RELEASED,
    };
    const bob = { ...held, clientId: 'cli_2', clientEmail: 'bob@example.com' };
    const slow = { ...bob, sentence: 'The panel was slow.' };
    const suspect = { ...held, reason: 'outlier', releasable: true };
    const parked = [held, slow, bob, suspect, { ...suspect, clientId: 'cli_3' }];
    const text = describePlan({ ...PLAN, parked, counts: { ...PLAN.counts, parked: 5 } });
    expect(text).toContain(
      [
        '  ann@example.com  cli_1  usage_unavailable',
        '    The panel did not answer.',
        '    The next run tries again.',
        '  bob@example.com  cli_2  likewise',
        '  bob@example.com  cli_2  usage_unavailable',
        '    The panel was slow.',
      ].join('\n'),
    );
    expect(text.match(/npx postmeter parked release/g)).toHaveLength(2);
  });
});

describe('describeInvoices', () => {
  const invoiceOf = (n: number): InvoiceJson => ({
    id: `inv_${n}`,
    kind: n === 2 ? 'credit_note' : 'invoice',
    number: `INV-2022-${String(n).padStart(6, '0')}`,
    clientEmail: `c${n}@example.com`,
    month: '2022-10',
    currency: 'EUR',
    totalMinor: 125,
    payment: null,
    lines: [],
  });

  it('lists in order of number and sums per currency', () => {
    const text = describeInvoices([invoiceOf(2), invoiceOf(1)]);
    expect(text.indexOf('INV-2022-000001')).toBeLessThan(text.indexOf('INV-2022-000002'));
    expect(text).toMatch(/^INV-2022-000002 +credit note +c2@example\.com/m);
    expect(text).toMatch(/^EUR +2 +2\.50$/m);
  });

  it('lists the first twenty of many and says how many more there are', () => {
    const text = describeInvoices(Array.from({ length: 25 }, (_, i) => invoiceOf(i + 1)));
    expect(text).toContain('INV-2022-000020');
    expect(text).not.toContain('INV-2022-000021');
    expect(text).toContain('… and 5 more');
  });
});

describe('moneyText', () => {
  it('shows an amount in an unknown currency as what it is', () => {
    expect(moneyText('XXZ', 5)).toBe('5 (minor units)');
  });
});
