import { describe, expect, it } from 'vitest';
import type { Line } from '#core/invoicing/rate.ts';
import type { CurrencyCode } from '#core/money.ts';
import { invoiceCsv } from '#views/exports/invoice-csv.ts';

const lines: readonly Line[] = [
  { kind: 'server', serverId: 18, name: '=cmd()', hours: 744, tokens: 7200, amountMinor: 792 },
  { kind: 'backup', serverId: 18, name: 'a "b", c', hours: 0, tokens: -5, amountMinor: -6 },
];
const invoice = {
  number: 'INV-2026-000123',
  kind: 'credit_note',
  month: '2026-10',
  timeZone: 'Asia/Kolkata',
  tokenPrice: '0.0011',
  total: { currency: 'EUR' as CurrencyCode },
  lines,
};

describe('invoiceCsv', () => {
  it('has a row for each resource with exact decimals, and executes nothing in a spreadsheet', () => {
    expect(invoiceCsv(invoice).split('\r\n')).toEqual([
      '"document_number","document_kind","month","time_zone","server_id","server_name","line_kind","hours","tokens","token_price","amount","currency"',
      `"INV-2026-000123","credit_note","2026-10","Asia/Kolkata",18,"'=cmd()","server",744,7200,0.0011,7.92,"EUR"`,
      '"INV-2026-000123","credit_note","2026-10","Asia/Kolkata",18,"a ""b"", c","backup",0,-5,0.0011,-0.06,"EUR"',
      '',
    ]);
  });

  it('has as many decimals as the currency', () => {
    const yen = { ...invoice, total: { currency: 'JPY' as CurrencyCode } };
    expect(invoiceCsv(yen)).toContain(',792,"JPY"');
  });
});
