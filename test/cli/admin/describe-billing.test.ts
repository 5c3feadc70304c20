import { describe, expect, it } from 'vitest';
import { type BillingJson, describeBilling } from '../../../cli/admin/describe-billing.ts';

const FINE: BillingJson = {
  system: 'whmcs',
  stopped: null,
  counts: { open: 3, paid: 7, under_way: 1, problems: 0 },
  problems: [],
};

describe('describeBilling', () => {
  it('says how many are where', () => {
    expect(describeBilling(FINE)).toBe('Billing system: whmcs. 3 open, 7 paid, 1 on their way.');
  });

  it('says that deliveries are stopped, why, and what ends it', () => {
    const stopped = {
      code: 'billing_refused_key',
      detail: 'GetClients: Authentication Failed',
      since: '2026-11-01T01:15:00.000Z',
    };
    const text = describeBilling({ ...FINE, stopped });
    expect(text).toContain('STOPPED since 2026-11-01T01:15:00.000Z: billing_refused_key.');
    expect(text).toContain('npx postmeter billing probe');
  });

  it('names each problem with what to do', () => {
    const problem = {
      invoiceId: 'inv_1',
      number: 'INV-2026-000001',
      month: '2026-10',
      clientId: 'cli_1',
      clientEmail: 'ada@example.com',
      documentId: '7',
      reason: 'billing_changed',
      detail: 'invoice 7: cancelled there',
      since: '2026-11-01T01:15:00.000Z',
    };
    const counts = { ...FINE.counts, problems: 1 };
    const text = describeBilling({ ...FINE, counts, problems: [problem] });
    for (const part of [
      '1 with a problem',
      'inv_1',
      'billing_changed',
      'cancelled there',
      'again INVOICE',
    ]) {
      expect(text).toContain(part);
    }
  });
});
