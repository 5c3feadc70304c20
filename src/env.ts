// Bindings, variables and secrets -> one typed Env, parsed once and used by every entry. A missing or wrong setting
// stops the Worker at the door, by name. Nobody else reads the raw environment.
import { z } from 'zod';
import { type CurrencyCode, parseCurrency } from '#core/money.ts';
import { isTimeZone } from '#core/month.ts';
import { ROLES } from '#core/operators/role.ts';
import { type Percent, parsePercent } from '#core/prices/percent.ts';
import { err, ok, type Result } from '#core/result.ts';
import { abuseVariables } from './env-abuse.ts';
import { billingVariables, NEEDED_BY_SYSTEM } from './env-billing.ts';
import { httpUrl, integer, isHttpUrl, optionalInteger, yesOrNo } from './env-fields.ts';
import { identityVariables, openIdIssuer } from './env-identity.ts';

const MIN_SECRET_CHARACTERS = 32;
const MAX_INLINE_LOGO_CHARACTERS = 8_000;

const origin = z
  .string()
  .refine(
    (text) => isHttpUrl(text) && new URL(text).origin === text,
    'must be an origin such as https://billing.example.net, without a path or a trailing slash',
  );
/** A data address is part of every page, hence its limit. */
const logoUrl = z
  .string()
  .refine(
    (text) =>
      /^data:image\/(?:svg\+xml|png|webp|avif)[;,]/.test(text)
        ? text.length <= MAX_INLINE_LOGO_CHARACTERS
        : URL.canParse(text) && new URL(text).protocol === 'https:',
    `must be an https address, or a data:image/ one of at most ${MAX_INLINE_LOGO_CHARACTERS} characters`,
  );
const signOnUrl = z
  .string()
  .refine(
    (text) => text.includes('{token}') && isHttpUrl(text.replaceAll('{token}', 'x')),
    'must be an address with {token} in it',
  );
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
const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
/** Public keys alone: a private part in a setting would be read by everybody who sees the settings. */
const jwks = json(
  z.object({
    keys: z
      .array(
        z
          .looseObject({
            kty: z.literal('OKP'),
            crv: z.literal('Ed25519'),
            x: z.string().regex(/^[\w-]{43}$/, 'has an x that is not 32 bytes of base64url'),
            kid: z.string().min(1),
            role: z.enum(ROLES, 'has a role other than operator, reader').default('operator'),
          })
          .refine((key) => !('d' in key), 'holds a private key (d); leave that part out'),
      )
      .min(1, 'must hold at least one key')
      .refine(
        (keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length,
        'has two keys with the same kid',
      ),
  }),
);
const usageFields = json(
  z.object({
    userId: z.string().default(''),
    serverId: z.string().min(1),
    name: z.string().min(1),
    hours: z.string().min(1),
    tokens: z.string().min(1),
    backupTokens: z.string(),
  }),
);

const percent = z.string().transform((text, context): Percent => {
  const parsed = parsePercent(text);
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: 'custom', message: 'must have percentages from "0" to "100" as text' });
  return z.NEVER;
});
const shownTax = json(
  z
    .strictObject({ name: z.string().min(1), percent, shown: z.enum(['inclusive', 'exclusive']) })
    .transform(({ name, percent: rate, shown }) => {
      return { name, rate, isInclusive: shown === 'inclusive' };
    }),
);
const discounts = json(
  z
    .record(z.string().regex(/^[1-9]\d{0,15}$/, 'must be by client number'), percent)
    .transform((of) => new Map(Object.entries(of).map(([client, off]) => [Number(client), off]))),
);
const field = z.string().regex(/^[\w.-]{1,64}$/, 'must have names of letters, digits, _, . and -');
const priceContract = json(
  z.strictObject({
    token: z
      .string()
      .regex(
        /^(?:bearer|(?:header|query):[\w-]{1,64})$/,
        'has a token other than bearer, header:NAME, query:NAME',
      )
      .default('bearer'),
    panelUserId: field.default('user_id'),
    clientNumber: field.default('billing_user_id'),
    tokens: field.default('tokens'),
    ignored: z.array(field).default([]),
    currency: field.default('currency'),
    symbol: field.default('currency_symbol'),
    price: field.default('price'),
    envelope: z.union([z.literal(''), field]).default(''),
    money: z.enum(['number', 'text']).default('number'),
  }),
);

const entryFields = json(
  z.object({
    serverId: z.string().min(1),
    userId: z.string().min(1),
    planId: z.string().min(1),
    name: z.string().min(1),
  }),
);

const variables = z.object({
  ORIGIN: origin,
  APP_SECRET: z.string().min(MIN_SECRET_CHARACTERS),
  ADMIN_JWKS: jwks,

  PROVIDER_NAME: z.string().trim().min(1),
  PROVIDER_ADDRESS: z.string().default(''),
  SUPPORT_EMAIL: z.email(),
  OPERATOR_EMAIL: z.email().optional(),
  HEARTBEAT_URL: httpUrl.optional(),
  HEARTBEAT_FAIL: z
    .union([
      z.literal('none').transform(() => undefined),
      z.string().regex(/^[/?][\w./?&=%-]{1,100}$/),
    ])
    .default('/fail'),
  PROVIDER_ACCENT: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0b6b5d')
    .default('#0b6b5d'),
  PROVIDER_LOGO_URL: logoUrl.optional(),
  EMBED_SECRET: z.string().min(MIN_SECRET_CHARACTERS).optional(),
  EMBED_ANCESTORS: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((part) => part.trim()))
    .transform((parts) => parts.filter((part) => part !== ''))
    .pipe(z.array(origin)),

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

  API_CALLS_PER_MINUTE: integer('600', { from: 1, to: 100_000 }),
  INVOICE_RETENTION_YEARS: integer('10', { from: 1, to: 30 }),
  PASSWORD_HASHERS: integer('8', { to: 64 }),
  BREACHED_PASSWORDS: z.enum(['off', 'range']).default('off'),
  BREACHED_PASSWORDS_URL: httpUrl.default('https://api.pwnedpasswords.com'),

  PANEL_API_URL: httpUrl,
  PANEL_TOKEN: z.string().min(1),
  PANEL_ROLE_ID: integer('2'),
  PANEL_ADMIN_ROLE_ID: integer('1'),
  PANEL_LIMIT_GROUP_ID: optionalInteger,
  PANEL_TIMEOUT_MS: integer('10000', { from: 100, to: 20_000 }),
  PANEL_SIGN_ON_URL: signOnUrl,

  USAGE_SOURCE: z.enum(['report', 'metering', 'both']).default('report'),
  USAGE_REPORT_PATH: z
    .string()
    .startsWith('/')
    .regex(/\{userIds?\}/, 'must have {userId} or {userIds}')
    .regex(/\{from\}.*\{to\}|\{to\}.*\{from\}/, 'must have {from} and {to}')
    .optional(),
  USAGE_REPORT_FIELDS: usageFields.optional(),
  USAGE_TOLERANCE_PERCENT: integer('1', { to: 100 }),
  METERING_SUSPENDED: z.enum(['costs', 'free']).default('costs'),
  METERING_KEPT_MONTHS: integer('12', { from: 2, to: 120 }),
  ACTIVITY_LOG_FIELDS: entryFields.optional(),
  PANEL_EVENT_SECRET: z
    .string()
    .regex(/^[\w-]{32,}$/, 'must be 32 or more letters, digits, _ and -: it is part of an address')
    .optional(),
  PANEL_EVENT_SERVER_IDS: z
    .string()
    .regex(/^[\w.-]+(?:,[\w.-]+)*$/, 'must be names separated by commas')
    .default('server_id,id')
    .transform((names) => names.split(',')),

  PANEL_PRICE_TOKEN: z
    .string()
    .regex(/^[!-~]{16,512}$/, 'must have 16 to 512 printable characters without spaces')
    .optional(),
  PANEL_PRICE_CONTRACT: priceContract.prefault('{}'),
  PRICE_TAX: shownTax.optional(),
  PRICE_DISCOUNTS: discounts.prefault('{}'),

  MAIL_FROM: z.email(),
  MAIL_DKIM_SELECTOR: z
    .string()
    .regex(/^[\w-]+(?:\.[\w-]+)*$/, 'must be the part before ._domainkey')
    .or(z.literal(''))
    .default(''),
  DNS_OVER_HTTPS_URL: httpUrl.default('https://cloudflare-dns.com/dns-query'),
  MAIL_TRANSPORT: z.enum(['cloudflare', 'smtp', 'mailbox']),
  MAILBOX_URL: httpUrl.optional(),
  SMTP_HOST: z.string().min(1).optional(),
  SMTP_PORT: integer('587', { from: 1, to: 65_535 }),
  SMTP_USERNAME: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_SECURITY: z.enum(['tls', 'starttls', 'none']).default('starttls'),
});

/** A binding is whatever the platform put there; it is checked for being present. */
function binding<B>() {
  return z.custom<B>((value) => typeof value === 'object' && value !== null, 'binding is missing');
}

const bindings = z.object({
  DB: binding<D1Database>(),
  TASKS: binding<Queue>(),
  INVOICE_RUN: binding<DurableObjectNamespace>(),
  PASSWORD_HASHER: binding<DurableObjectNamespace>().optional(),
  EMAIL: binding<SendEmail>().optional(),
  METRICS: binding<AnalyticsEngineDataset>().optional(),
  RATE_BY_ADDRESS: binding<RateLimit>().optional(),
  RATE_BY_NETWORK: binding<RateLimit>().optional(),
  ASSETS: binding<Fetcher>(),
});

const schema = variables
  .extend(billingVariables.shape)
  .extend(identityVariables.shape)
  .extend(abuseVariables.shape)
  .extend(bindings.shape)
  .superRefine((env, context) => {
    const need = (name: keyof typeof env, why: string) => {
      if (env[name] === undefined) {
        context.addIssue({ code: 'custom', path: [name], message: `is needed ${why}` });
      }
    };
    if (env.PASSWORD_HASHERS > 0) need('PASSWORD_HASHER', 'unless PASSWORD_HASHERS is 0');
    if (env.MAIL_TRANSPORT === 'mailbox') need('MAILBOX_URL', 'with MAIL_TRANSPORT=mailbox');
    if (env.MAIL_TRANSPORT === 'cloudflare') need('EMAIL', 'with MAIL_TRANSPORT=cloudflare');
    if (env.MAIL_TRANSPORT === 'smtp') need('SMTP_HOST', 'with MAIL_TRANSPORT=smtp');
    for (const name of NEEDED_BY_SYSTEM[env.BILLING_SYSTEM]) {
      need(name, `with BILLING_SYSTEM=${env.BILLING_SYSTEM}`);
    }
    if (env.OPENID_CLIENT_ID) {
      need('OPENID_CLIENT_SECRET', 'with OPENID_CLIENT_ID');
      if (!openIdIssuer(env))
        need('OPENID_ISSUER', 'with OPENID_CLIENT_ID, where WHMCS_URL is not set');
    }
    if (env.USAGE_REPORT_PATH?.includes('{userIds}') && !env.USAGE_REPORT_FIELDS?.userId) {
      const message = 'needs userId where USAGE_REPORT_PATH has {userIds}';
      context.addIssue({ code: 'custom', path: ['USAGE_REPORT_FIELDS'], message });
    }
    if (env.TURNSTILE_SITE_KEY) need('TURNSTILE_SECRET', 'with TURNSTILE_SITE_KEY');
    if (env.TURNSTILE_SECRET) need('TURNSTILE_SITE_KEY', 'with TURNSTILE_SECRET');
    // Half a sign-in would be left out silently, and letters refused.
    if (env.SMTP_USERNAME) need('SMTP_PASSWORD', 'with SMTP_USERNAME');
    if (env.SMTP_PASSWORD) need('SMTP_USERNAME', 'with SMTP_PASSWORD');
  });

export type Env = z.infer<typeof schema>;

/** One wrong setting: its name and what is wrong with it, never its value. */
export interface SettingFault {
  readonly setting: string;
  readonly fault: string;
}

export function parseEnv(raw: unknown): Result<Env, readonly SettingFault[]> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  return err(
    parsed.error.issues.map(({ path, message }) => ({
      setting: String(path[0] ?? 'environment'),
      fault: message,
    })),
  );
}

/** The parsed environment, once per raw one; for every entry. Throws `EnvFault` when a setting is missing or wrong. */
export function requireEnv(raw: unknown): Env {
  if (typeof raw !== 'object' || raw === null) throw new EnvFault([]);
  const known = parsedEnvs.get(raw);
  if (known) return known;
  const parsed = parseEnv(raw);
  if (!parsed.ok) throw new EnvFault(parsed.error);
  parsedEnvs.set(raw, parsed.value);
  rawEnvs.set(parsed.value, raw);
  return parsed.value;
}

const parsedEnvs = new WeakMap<object, Env>();
const rawEnvs = new WeakMap<Env, object>();

/** Every setting that there is, with its text where it is set. Secrets are among them. */
export function settingTexts(env: Env): ReadonlyMap<string, string | undefined> {
  const raw: Readonly<Record<string, unknown>> = { ...rawEnvs.get(env) };
  const names = Object.keys({
    ...variables.shape,
    ...billingVariables.shape,
    ...identityVariables.shape,
    ...abuseVariables.shape,
  });
  return new Map(
    names.map((name) => [name, typeof raw[name] === 'string' ? raw[name] : undefined]),
  );
}

export class EnvFault extends Error {
  readonly faults: readonly SettingFault[];

  constructor(faults: readonly SettingFault[]) {
    super(`settings: ${faults.map(({ setting, fault }) => `${setting} ${fault}`).join('; ')}`);
    this.faults = faults;
  }
}
