// The settings of billing systems. All may be left out except what the chosen system needs; docs/billing-systems.md tells
// which of them stand for something that a vendor does not document.
import { z } from 'zod';
import { parseCurrency } from '#core/money.ts';
import { httpUrl, integer, json, list, optionalInteger, yesOrNo } from './fields.ts';
import { refusalWords } from './refusal-words.ts';

/** HostBill generates its own, and nobody says how long. */
const MIN_SIGNAL_SECRET_CHARACTERS = 16;

/** Without a slash at its end, so that paths can be put behind it. */
const baseUrl = httpUrl.transform((url) => url.replace(/\/+$/, '')).optional();
const secret = z.string().min(1).optional();
const path = z.string().startsWith('/');
const number = z.string().regex(/^\d{1,9}$/, 'must be a whole number');
const currency = z
  .string()
  .transform((text, context) => {
    const parsed = parseCurrency(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', message: 'must be an ISO 4217 code' });
    return z.NEVER;
  })
  .optional();

const fieldName = z.string('needs the names paid and refunded as text').min(1);
const transactionFields = json(
  z.strictObject({ paid: fieldName.default('in'), refunded: fieldName.default('out') }),
);

/** Nobody documents the add-on's lines: a guess, to be set to what they are. */
const OLD_ADDON_LINE =
  '^(?<name>.+?)\\s*\\(#(?<server>\\d+)\\)(?:.*?(?<hours>\\d[\\d.,]*) hours?)?(?:.*?(?<tokens>\\d[\\d.,]*) tokens?)?';
const linePattern = z
  .string()
  .default(OLD_ADDON_LINE)
  .transform((text, context) => {
    const pattern = readPattern(text);
    if (pattern) return pattern;
    const message = 'must be a regular expression with a group named "server" or "name"';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

function readPattern(text: string): RegExp | undefined {
  if (!/\(\?<(?:server|name)>/.test(text)) return undefined;
  try {
    return new RegExp(text, 'u');
  } catch {
    return undefined;
  }
}

export const billingVariables = z.object({
  BILLING_SYSTEM: z
    .enum(['builtin', 'whmcs', 'blesta', 'hostbill', 'ubersmith'])
    .default('builtin'),
  BILLING_TIMEOUT_MS: integer('15000', { from: 100, to: 20_000 }),
  BILLING_SETTLE_SECONDS: integer('180', { to: 3600 }),
  BILLING_LINE_CHARACTERS: integer('250', { from: 60, to: 10_000 }),
  BILLING_SIGNAL_SECRET: z.string().min(MIN_SIGNAL_SECRET_CHARACTERS).optional(),

  WHMCS_URL: baseUrl,
  WHMCS_IDENTIFIER: secret,
  WHMCS_SECRET: secret,
  WHMCS_ACCESS_KEY: secret,
  WHMCS_PAYMENT_METHOD: z.string().min(1).optional(),
  WHMCS_CLIENT_GROUP_ID: optionalInteger,
  WHMCS_TAXED: yesOrNo('no'),
  WHMCS_MAIL_INVOICES: yesOrNo('no'),
  WHMCS_NEGATIVE_LINES: yesOrNo('no'),
  WHMCS_LINES_A_CALL: integer('300', { from: 1, to: 100_000 }),

  OLD_ADDON_LINE: linePattern,
  OLD_ADDON_LINE_TYPE: z.string().min(1).optional(),
  OLD_ADDON_LAST_DAY: integer('3', { from: 1, to: 28 }),

  BLESTA_URL: baseUrl,
  BLESTA_API_PATH: path.default('/api'),
  BLESTA_API_USER: secret,
  BLESTA_API_KEY: secret,
  BLESTA_COMPANY_ID: number.default('1'),
  BLESTA_CLIENT_GROUP_ID: number.default('1'),
  BLESTA_CLIENT_STATUSES: list,
  BLESTA_TAXABLE: yesOrNo('yes'),
  BLESTA_MAIL_INVOICES: yesOrNo('no'),
  BLESTA_NEGATIVE_LINES: yesOrNo('no'),
  BLESTA_INVOICE_LOOKUP: z.enum(['filter', 'search']).default('filter'),
  BLESTA_LINES_MAX: integer('240', { from: 1, to: 100_000 }),
  BLESTA_SHARED_LOGIN_KEY: secret,
  BLESTA_PAY_PATH: path.default('/client/pay/method/{id}/'),

  HOSTBILL_URL: baseUrl,
  HOSTBILL_API_PATH: path.default('/admin/api.php'),
  HOSTBILL_API_ID: secret,
  HOSTBILL_API_KEY: secret,
  HOSTBILL_TAXABLE: yesOrNo('yes'),
  HOSTBILL_TAX_RATE: z
    .string()
    .regex(/^\d{1,3}(?:\.\d{1,3})?$/, 'must be a percentage such as 19 or 5.5')
    .optional(),
  HOSTBILL_GATEWAY_ID: number.optional(),
  HOSTBILL_MAIL_INVOICES: yesOrNo('no'),
  HOSTBILL_NEGATIVE_LINES: yesOrNo('no'),
  HOSTBILL_CLIENT_FILTER: z.string().default('filter[email]'),
  HOSTBILL_ACTIVE_STATUSES: list
    .refine((statuses) => statuses.length > 0, 'needs at least one status')
    .prefault('Active'),
  HOSTBILL_PAGES_MAX: integer('200', { from: 1, to: 1000 }),
  HOSTBILL_ADOPT_EMPTY_DRAFT: yesOrNo('yes'),
  HOSTBILL_REFUSAL_WORDS: refusalWords,
  HOSTBILL_TRANSACTION_FIELDS: transactionFields.prefault('{}'),
  HOSTBILL_AUTOLOGIN_SECRET: secret,
  HOSTBILL_AUTOLOGIN_MODE: z.enum(['md5', 'hmac_sha256']).default('md5'),
  HOSTBILL_AUTOLOGIN_HMAC_MESSAGE: z.string().default('{email}{duration}'),
  HOSTBILL_PAY_PATH: path.default('/index.php?/clientarea/invoice/{id}/'),

  UBERSMITH_URL: baseUrl,
  UBERSMITH_API_PATH: path.default('/api/2.0/'),
  UBERSMITH_API_USER: secret,
  UBERSMITH_API_TOKEN: secret,
  UBERSMITH_CURRENCY: currency,
  UBERSMITH_BRAND_ID: number.optional(),
  UBERSMITH_TAX_IDS: list,
  UBERSMITH_NEGATIVE_LINES: yesOrNo('no'),
  UBERSMITH_LINES_MAX: integer('950', { from: 1, to: 100_000 }),
  UBERSMITH_REFUSAL_WORDS: refusalWords,
  UBERSMITH_ONE_TIME_PERIOD: number.default('0'),
  UBERSMITH_DUE_DATE_FORMAT: z.enum(['date', 'unix']).default('date'),
  UBERSMITH_PORTAL_URL: httpUrl.optional(),
});

export type BillingEnv = z.output<typeof billingVariables>;

/** What must be set with each choice of `BILLING_SYSTEM`. */
export const NEEDED_BY_SYSTEM: Readonly<
  Record<BillingEnv['BILLING_SYSTEM'], readonly (keyof BillingEnv)[]>
> = {
  builtin: [],
  whmcs: ['WHMCS_URL', 'WHMCS_IDENTIFIER', 'WHMCS_SECRET'],
  blesta: ['BLESTA_URL', 'BLESTA_API_USER', 'BLESTA_API_KEY'],
  hostbill: ['HOSTBILL_URL', 'HOSTBILL_API_ID', 'HOSTBILL_API_KEY'],
  ubersmith: ['UBERSMITH_URL', 'UBERSMITH_API_USER', 'UBERSMITH_API_TOKEN', 'UBERSMITH_CURRENCY'],
};

/** Where the chosen billing system lies; undefined for the built-in one. */
export function billingAddress(env: BillingEnv): string | undefined {
  return {
    builtin: undefined,
    whmcs: env.WHMCS_URL,
    blesta: env.BLESTA_URL,
    hostbill: env.HOSTBILL_URL,
    ubersmith: env.UBERSMITH_URL,
  }[env.BILLING_SYSTEM];
}

/** Where the chosen system sends people from our pay form: where it lies, and where clients of Ubersmith pay. */
export function billingOrigins(env: BillingEnv): readonly string[] {
  const urls = {
    builtin: [],
    whmcs: [env.WHMCS_URL],
    blesta: [env.BLESTA_URL],
    hostbill: [env.HOSTBILL_URL],
    ubersmith: [env.UBERSMITH_PORTAL_URL ?? env.UBERSMITH_URL],
  }[env.BILLING_SYSTEM];
  return urls.flatMap((url) => (url === undefined ? [] : [new URL(url).origin]));
}
