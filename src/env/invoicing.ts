// The settings of invoices: months and money, what holds an invoice back, how long it is kept.
import { z } from 'zod';
import { type CurrencyCode, parseCurrency } from '#core/money.ts';
import { isTimeZone } from '#core/month.ts';
import { integer, yesOrNo } from './fields.ts';

const currencies = z
  .string()
  .default('USD')
  .transform((text, context): [CurrencyCode, ...CurrencyCode[]] => {
    const [first, ...rest] = text.split(',').map((given) => {
      const currency = parseCurrency(given);
      if (currency.ok) return currency.value;
      context.addIssue({ code: 'custom', message: 'must be ISO 4217 codes separated by commas' });
      return z.NEVER;
    });
    return first ? [first, ...rest] : z.NEVER;
  });

export const invoicingVariables = z.object({
  BILLING_TIME_ZONE: z.string().default('UTC').refine(isTimeZone, 'must be an IANA time zone'),
  BILLING_CURRENCIES: currencies,
  OUTLIER_FACTOR: integer('10', { from: 2, to: 1_000_000 }),
  OUTLIER_FLOOR_TOKENS: integer('50000'),
  PAYMENT_DAYS: integer('14', { to: 365 }),
  SHADOW_TOLERANCE_MINOR: integer('1', { to: 1_000_000 }),
  CUT_OVER_NEEDS_TERMS: yesOrNo('yes'),
  INVOICE_NUMBER_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9-]{0,12}$/)
    .default('INV-'),
  INVOICE_RETENTION_YEARS: integer('10', { from: 1, to: 30 }),
  OUTBOX_KEPT_DAYS: integer('90', { from: 7, to: 3_650 }),
});
