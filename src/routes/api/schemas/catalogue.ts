import { z } from '@hono/zod-openapi';
import { TERMS_KINDS } from '#core/enrolment/terms.ts';
import { amountMinor, currency, instant, list, month, tokenPrice, wantedMonth } from './common.ts';

const kind = z.enum(TERMS_KINDS);

export const priceRequest = z
  .strictObject({ currency, firstMonth: wantedMonth, price: tokenPrice })
  .openapi('TokenPriceRequest');

export const storedPrice = z
  .object({ currency, firstMonth: month, price: tokenPrice, setAt: instant })
  .openapi('TokenPrice');

export const priceEffect = z
  .object({
    currency,
    firstMonth: month,
    price: tokenPrice,
    exampleMonth: month,
    invoices: z.int(),
    tokens: z.int(),
    billedMinor: amountMinor,
    wouldBeMinor: amountMinor.nullable().openapi({
      description: 'What its tokens would have cost; null for more than any amount can be.',
    }),
  })
  .openapi('TokenPriceEffect');

export const termsRequest = z
  .strictObject({
    kind,
    version: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,40}$/)
      .openapi({ example: '2026-11' }),
    text: z.string().max(200_000).default(''),
    url: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  })
  .refine(({ text, url }) => (text === '') !== (url === ''), {
    path: ['text'],
    message: 'Give the text or its url, not both.',
  })
  .openapi('TermsRequest', { description: 'A text, or the url where it stands.' });

export const publishedTerms = z
  .object({
    kind,
    version: z.string(),
    url: z.string(),
    hash: z.string().openapi({ description: 'SHA-256 of the text, or of the url.' }),
    publishedAt: instant,
  })
  .openapi('TermsVersion');

export const publishedNow = z.object({ kind, version: z.string() }).openapi('PublishedTerms');

export const settings = z
  .object({
    origin: z.string(),
    timeZone: z.string(),
    currencies: list(currency),
    seller: z.object({ name: z.string(), address: z.string(), email: z.string() }),
    billingSystem: z.string(),
    paymentDays: z.int(),
    invoiceNumberPrefix: z.string(),
    invoiceRetentionYears: z.int(),
    outlier: z.object({ factor: z.number(), floorTokens: z.int() }),
    metering: z.boolean(),
    usageTolerancePercent: z.number().nullable(),
    apiCallsPerMinute: z.int(),
  })
  .openapi('Settings');
