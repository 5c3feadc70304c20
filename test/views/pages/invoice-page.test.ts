import { describe, expect, it } from 'vitest';
import type { Line } from '#core/invoicing/rate.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import { InvoicePage, type InvoiceView } from '#views/pages/invoice-page.tsx';

const frame = { provider: { name: 'Northwind', supportEmail: 'help@northwind.example' } };
const web = { serverId: 18, name: 'web-1', hours: 744 };
const lines: readonly Line[] = [
  { ...web, kind: 'server', tokens: 7200, amountMinor: 9001 },
  { ...web, kind: 'backup', tokens: 96, amountMinor: 120 },
  { kind: 'server', serverId: 22, name: 'build', hours: 61, tokens: 122, amountMinor: 153 },
];
const invoice: InvoiceView = {
  id: 'inv_1',
  number: 'INV-2026-000123',
  month: '2026-10' as BillingMonth,
  total: { currency: 'EUR' as CurrencyCode, amountMinor: 9274 },
  issuedAtMs: Date.UTC(2026, 10, 1, 8),
  dueAtMs: Date.UTC(2026, 10, 15, 8),
  seller: { name: 'Northwind B.V.', address: 'Street 1\nTown', email: 'billing@northwind.example' },
  client: { name: 'Ada', company: 'Engines Ltd', email: 'ada@example.org' },
  tokenPrice: '0.0125',
  lines,
  timeZone: 'Europe/Amsterdam',
};
const html = String(InvoicePage({ frame, invoice }));

describe('InvoicePage', () => {
  it('has one row per resource with its figures', () => {
    expect(rows(html, 'tbody')).toEqual([
      'web-1 no. 18 Server 744 7,200 €90.01',
      'web-1 no. 18 Its backups 744 96 €1.20',
      'build no. 22 Server 61 122 €1.53',
    ]);
  });

  it('sums tokens and amounts by kind and in total', () => {
    expect(rows(html, 'tfoot')).toEqual([
      'Servers 7,322 €91.54',
      'Backups 96 €1.20',
      'Total 7,418 €92.74',
    ]);
  });

  it('leaves out the sums by kind where there is one kind', () => {
    const only = {
      ...invoice,
      lines: lines.slice(0, 1),
      total: { ...invoice.total, amountMinor: 9001 },
    };
    expect(rows(String(InvoicePage({ frame, invoice: only })), 'tfoot')).toEqual([
      'Total 7,200 €90.01',
    ]);
  });

  it('says who, when, for which days and at which price', () => {
    const text = words(html);
    expect(text).toContain('Invoice INV-2026-000123');
    expect(text).toContain('Northwind B.V.');
    expect(text).toContain('Engines Ltd');
    expect(text).toContain('Issued 1 November 2026');
    expect(text).toContain('Due on 15 November 2026');
    expect(text).toContain('1 to 31 October 2026');
    expect(text).toContain('Europe/Amsterdam');
    expect(text).toContain('0.0125 EUR');
    expect(text).toContain('Amounts are tokens × price per token, rounded per line.');
  });

  it('keeps to the digits of the currency', () => {
    const yen = { ...invoice, total: { currency: 'JPY' as CurrencyCode, amountMinor: 9274 } };
    expect(words(String(InvoicePage({ frame, invoice: yen })))).toContain('¥9,274');
  });

  it('names the person where there is no company', () => {
    const client = { ...invoice.client, company: '' };
    expect(words(String(InvoicePage({ frame, invoice: { ...invoice, client } })))).toContain(
      'To Ada ada@example.org',
    );
  });
});

function rows(page: string, section: 'tbody' | 'tfoot'): readonly string[] {
  const part = page.split(`<${section}>`)[1]?.split(`</${section}>`)[0] ?? '';
  return part.split('</tr>').map(words).filter(Boolean);
}

/** The text without its tags. */
function words(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
