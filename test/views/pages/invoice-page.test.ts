import { describe, expect, it } from 'vitest';
import type { Line } from '#core/invoicing/rate.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import { ENGLISH } from '#views/languages.ts';
import { InvoicePage, type InvoiceView } from '#views/pages/invoice-page.tsx';

const frame = {
  language: ENGLISH,
  provider: { name: 'Northwind', supportEmail: 'help@northwind.example' },
};
const web = { serverId: 18, name: 'web-1', hours: 744 };
const lines: readonly Line[] = [
  { ...web, kind: 'server', tokens: 7200, amountMinor: 9001 },
  { ...web, kind: 'backup', tokens: 96, amountMinor: 120 },
  { kind: 'server', serverId: 22, name: 'build', hours: 61, tokens: 122, amountMinor: 153 },
];
const invoice: InvoiceView = {
  id: 'inv_1',
  kind: 'invoice',
  number: 'INV-2026-000123',
  month: '2026-10' as BillingMonth,
  total: { currency: 'EUR' as CurrencyCode, amountMinor: 9274 },
  issuedAtMs: Date.UTC(2026, 10, 1, 8),
  dueAtMs: Date.UTC(2026, 10, 15, 8),
  isPayable: false,
  seller: { name: 'Northwind B.V.', address: 'Street 1\nTown', email: 'billing@northwind.example' },
  client: { name: 'Ada', company: 'Engines Ltd', email: 'ada@example.org' },
  tokenPrice: '0.0125',
  itemHash: 'ab'.repeat(32),
  howToPay: ['Account 1234', 'Reference: INV-2026-000123'],
  lines,
  timeZone: 'Europe/Amsterdam',
  state: 'due',
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

  it('has additional addresses on lines and in a sum of their own', () => {
    const address: Line = { ...web, kind: 'additional_ip', tokens: 744, amountMinor: 930 };
    const withAddress = { ...invoice, lines: [...lines, address] };
    const page = String(InvoicePage({ frame, invoice: withAddress }));
    expect(rows(page, 'tbody')).toContain('web-1 no. 18 Its additional addresses 744 744 €9.30');
    expect(rows(page, 'tfoot').join()).toContain('Additional addresses 744 €9.30');
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

  it('says how to pay line by line, and nothing where there is nothing to say', () => {
    expect(html).toContain('Account 1234\nReference: INV-2026-000123');
    const silent = String(InvoicePage({ frame, invoice: { ...invoice, howToPay: [] } }));
    expect(words(html)).toContain('How to pay');
    expect(words(silent)).not.toContain('How to pay');
  });

  it('corrects nothing, and leads to the file that it can be recalculated with', () => {
    expect(words(html)).not.toContain('corrects');
    expect(html).toContain('<a href="/invoices/inv_1.json">Verification file (JSON)</a>');
    expect(words(html)).toContain(`checksum ${'ab'.repeat(32)}`);
  });

  it('says of a supplement what it corrects', () => {
    const page = InvoicePage({ frame, invoice: { ...invoice, kind: 'supplement' } });
    const text = words(String(page));
    expect(text).toContain('Supplement INV-2026-000123');
    expect(text).toContain('This supplement corrects the invoice for October 2026');
    expect(text).toContain('Due on 15 November 2026');
    expect(String(page)).toContain('<title>Supplement INV-2026-000123 · Northwind</title>');
  });

  it('asks for nothing in a credit note, and shows what it takes back with a sign', () => {
    const taken = lines.map((line) => ({
      ...line,
      hours: 0,
      tokens: -line.tokens,
      amountMinor: -line.amountMinor,
    }));
    const total = { ...invoice.total, amountMinor: -9274 };
    const page = String(
      InvoicePage({ frame, invoice: { ...invoice, kind: 'credit_note', lines: taken, total } }),
    );
    const text = words(page);
    expect(text).toContain('Credit note INV-2026-000123');
    expect(text).toContain('This credit note corrects the invoice for October 2026');
    expect(text).toContain('Nothing to pay');
    expect(text).not.toContain('Due on');
    expect(rows(page, 'tbody')[0]).toBe('web-1 no. 18 Server 0 -7,200 -€90.01');
    expect(rows(page, 'tfoot').at(-1)).toBe('Total -7,418 -€92.74');
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
