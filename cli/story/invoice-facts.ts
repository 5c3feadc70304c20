// Invoices reduced to what the story compares.
import type { InvoiceJson } from '../admin/runs.ts';
import { DEMO_PRICES, type Seeded } from '../instance/seed.ts';
import { expectedLines, type Lifetime, type PlanPrice, totalOf } from './expected.ts';

export interface InvoiceSummary {
  readonly email: string;
  readonly currency: string;
  readonly total: number;
}

/** One for each seeded client who used something in the month. */
export function expectedInvoices(
  { enrolled }: Seeded,
  plans: readonly PlanPrice[],
  month: string,
): readonly InvoiceSummary[] {
  return enrolled.flatMap(({ email, currency, servers }) => {
    const lifetimes = servers.map((server): Lifetime => {
      const plan = plans.find(({ name }) => name === server.plan);
      if (!plan) throw new Error(`the panel has no plan ${server.plan}`);
      return {
        name: server.name,
        plan,
        createdAtMs: Date.parse(server.created_at),
        deletedAtMs: server.deleted_at ? Date.parse(server.deleted_at) : undefined,
        backups: server.backups === true,
      };
    });
    const total = totalOf(expectedLines(lifetimes, month, DEMO_PRICES[currency]));
    return total === 0 ? [] : [{ email, currency, total }];
  });
}

export function summaryOf({ clientEmail, currency, totalMinor }: InvoiceJson): InvoiceSummary {
  return { email: clientEmail, currency, total: totalMinor };
}

export function sorted(summaries: readonly InvoiceSummary[]): readonly InvoiceSummary[] {
  return [...summaries].sort((a, b) => (a.email < b.email ? -1 : 1));
}

/** Numbers in their series, in order. */
export function numbersOf(invoices: readonly InvoiceJson[]): readonly number[] {
  return invoices.map(({ number }) => Number(/\d+$/.exec(number)?.[0])).sort((a, b) => a - b);
}

export function consecutive(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

export function isInvoiceMail({ subject }: { readonly subject: string }): boolean {
  return subject.startsWith('Invoice ');
}
