import { describe, expect, it } from 'vitest';
import { describeInvoices, describePlan, moneyText } from '../../../cli/admin/describe-plan.ts';
import type { InvoiceJson, RunJson } from '../../../cli/admin/runs.ts';

const PLAN: RunJson = {
  runId: 'run_1',
  month: '2022-10',
  state: 'planned',
  manifest: 'ab'.repeat(32),
  counts: { invoice: 3, nothingToBill: 1, alreadyInvoiced: 0, parked: 0 },
  totals: [
    { currency: 'BHD', amountMinor: 1_500, invoices: 1 },
    { currency: 'JPY', amountMinor: 1_500, invoices: 1 },
    { currency: 'USD', amountMinor: 1_500, invoices: 1 },
  ],
  progress: { clients: 4, planned: 4, issued: 0, conflicts: 0 },
  parked: [],
  failure: null,
};

describe('describePlan', () => {
  it('shows counts, totals in the digits of their currencies, and the manifest', () => {
    const text = describePlan(PLAN);
    expect(text).toMatch(/^Plan for 2022-10 {2}Clients$/m);
    expect(text).toMatch(/^to invoice +3$/m);
    expect(text).toMatch(/^BHD +1 +1\.500$/m);
    expect(text).toMatch(/^JPY +1 +1500$/m);
    expect(text).toMatch(/^USD +1 +15\.00$/m);
    expect(text).toContain(PLAN.manifest);
  });

  it('leaves the totals out where there is nothing to invoice', () => {
    expect(describePlan({ ...PLAN, totals: [] })).not.toContain('Currency');
  });

  it('names parked clients with their reasons, and how many more there are', () => {
    const parked = [
      {
        clientEmail: 'ann@example.com',
        reason: 'usage_unavailable',
        detail: { reason: 'usage_unavailable', why: 'panel_slow' },
      },
      { clientEmail: 'bob@example.com', reason: 'price_missing', detail: null },
    ];
    const text = describePlan({ ...PLAN, parked, counts: { ...PLAN.counts, parked: 7 } });
    expect(text).toMatch(/^ann@example\.com +usage_unavailable why=panel_slow$/m);
    expect(text).toMatch(/^bob@example\.com +price_missing$/m);
    expect(text).toContain('… and 5 more');
  });
});

describe('describeInvoices', () => {
  const invoiceOf = (n: number): InvoiceJson => ({
    id: `inv_${n}`,
    number: `INV-2022-${String(n).padStart(6, '0')}`,
    clientEmail: `c${n}@example.com`,
    month: '2022-10',
    currency: 'EUR',
    totalMinor: 125,
    lines: [],
  });

  it('lists in order of number and sums per currency', () => {
    const text = describeInvoices([invoiceOf(2), invoiceOf(1)]);
    expect(text.indexOf('INV-2022-000001')).toBeLessThan(text.indexOf('INV-2022-000002'));
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
