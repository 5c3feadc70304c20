// One valid server, price and client; a test deviates in one field. And the same for fast-check.
import fc from 'fast-check';
import type { InvoiceId } from '#core/ids.ts';
import type { PlanClient, PlanFacts } from '#core/invoicing/plan-item.ts';
import {
  type CurrencyCode,
  parseCurrency,
  parseTokenPrice,
  priceTokens,
  type TokenPrice,
} from '#core/money.ts';
import { type BillingMonth, parseMonth } from '#core/month.ts';
import type { ServerUsage } from '#core/usage/usage.ts';

export const MONTH_HOURS = 744;
export const INVOICE_ID: InvoiceId = 'inv_00000000000000000000000000';

export function month(text: string): BillingMonth {
  const parsed = parseMonth(text);
  if (!parsed.ok) throw new Error(`fixture: ${text} is no month`);
  return parsed.value;
}

export function currency(code: string): CurrencyCode {
  const parsed = parseCurrency(code);
  if (!parsed.ok) throw new Error(`fixture: ${code} is no currency`);
  return parsed.value;
}

export function price(text = '0.01', code = 'USD'): TokenPrice {
  const parsed = parseTokenPrice(text, currency(code));
  if (!parsed.ok) throw new Error(`fixture: ${text} is no price`);
  return parsed.value;
}

export function server(deviation: Partial<ServerUsage> = {}): ServerUsage {
  return { serverId: 7, name: 'web-1', hours: 744, tokens: 1200, backupTokens: 0, ...deviation };
}

export function client(deviation: Partial<PlanClient> = {}): PlanClient {
  return {
    id: 'cli_00000000000000000000000001',
    name: 'Ann Example',
    company: '',
    email: 'ann@example.com',
    panelUserId: 12,
    currency: currency('USD'),
    alreadyInvoiced: false,
    highestTokensBefore: 0,
    released: [],
    ...deviation,
  };
}

/** Facts of a plan in which nothing is an outlier. */
export function facts(deviation: Partial<PlanFacts> = {}): PlanFacts {
  return {
    price: price(),
    monthHours: MONTH_HOURS,
    outlier: { factor: 10, floorTokens: 50_000 },
    month: month('2026-10'),
    timeZone: 'Europe/Amsterdam',
    ratingRules: 1,
    ...deviation,
  };
}

/** Currencies with no, two and three digits behind the point. */
export const CURRENCY_DIGITS = { JPY: 0, USD: 2, BHD: 3 } as const;

export const currencyCodes = fc.constantFrom('JPY', 'USD', 'BHD');

/** Prices of up to six digits before and twelve behind the point. */
export const priceTexts = fc
  .tuple(
    fc.integer({ min: 0, max: 999_999 }),
    fc.oneof(fc.constant(''), fc.stringMatching(/^\d{1,12}$/)),
  )
  .map(([whole, fraction]) => (fraction === '' ? String(whole) : `${whole}.${fraction}`))
  .filter((text) => /[1-9]/.test(text));

export const prices = fc
  .tuple(priceTexts, currencyCodes)
  .map(([text, code]) => price(text, code))
  // The largest amounts are a subject of their own, below `priceTokens` and `planItem`.
  .filter((tokenPrice) => priceTokens(1, tokenPrice).amountMinor < 1_000_000_000);

const serverUsages = fc.record({
  serverId: fc.integer({ min: 1, max: 1_000_000 }),
  name: fc.string({ maxLength: 20 }),
  hours: fc.integer({ min: 0, max: MONTH_HOURS }),
  tokens: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50_000 })),
  backupTokens: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5_000 })),
});

/** Servers as a panel may truly report them: no id twice, no hour that the month does not have. */
export const reports = fc.uniqueArray(serverUsages, {
  selector: ({ serverId }) => serverId,
  maxLength: 12,
});

/** Also what no panel should report: ids twice and hours beyond the month. */
export const wildReports = fc.array(
  fc
    .tuple(serverUsages, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 700, max: 800 }))
    .map(([usage, serverId, hours]) => ({ ...usage, serverId, hours })),
  { maxLength: 6 },
);
