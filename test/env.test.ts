import { describe, expect, it } from 'vitest';
import { EnvFault, parseEnv, requireEnv, type SettingFault } from '../src/env.ts';

const PUBLIC_KEY = { kty: 'OKP', crv: 'Ed25519', kid: 'ops-1', x: 'A'.repeat(43) };
const SECRET = 'never-shown-'.repeat(3);

/** All that must be set, and nothing else. Bindings are whatever object the platform puts there. */
function environment(deviation: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ORIGIN: 'https://billing.example.net',
    APP_SECRET: SECRET,
    ADMIN_JWKS: JSON.stringify({ keys: [PUBLIC_KEY] }),
    PROVIDER_NAME: 'Example Hosting',
    SUPPORT_EMAIL: 'support@example.net',
    PANEL_API_URL: 'https://panel.example.net/api/v1',
    PANEL_TOKEN: 'panel-token',
    PANEL_SIGN_ON_URL: 'https://panel.example.net/auth/one-time?token={token}',
    MAIL_FROM: 'billing@example.net',
    MAIL_TRANSPORT: 'smtp',
    SMTP_HOST: 'mail.example.net',
    DB: {},
    TASKS: {},
    INVOICE_RUN: {},
    PASSWORD_HASHER: {},
    ASSETS: {},
    ...deviation,
  };
}

const REQUIRED = Object.keys(environment());

function faultsOf(deviation: Record<string, unknown>): readonly SettingFault[] {
  const parsed = parseEnv(environment(deviation));
  return parsed.ok ? [] : parsed.error;
}

const faultySettings = (deviation: Record<string, unknown>) =>
  faultsOf(deviation).map(({ setting }) => setting);

function jwks(...keys: unknown[]): Record<string, unknown> {
  return { ADMIN_JWKS: JSON.stringify({ keys }) };
}

/** What each vendor's documents leave open has its most likely value. */
const BILLING_DEFAULTS = {
  BILLING_TIMEOUT_MS: 15_000,
  BILLING_SETTLE_SECONDS: 180,
  BILLING_LINE_CHARACTERS: 250,
  WHMCS_TAXED: false,
  WHMCS_MAIL_INVOICES: false,
  WHMCS_NEGATIVE_LINES: false,
  WHMCS_LINES_A_CALL: 300,
  OLD_ADDON_LINE: expect.any(RegExp),
  OLD_ADDON_LAST_DAY: 3,
  BLESTA_API_PATH: '/api',
  BLESTA_COMPANY_ID: '1',
  BLESTA_CLIENT_GROUP_ID: '1',
  BLESTA_CLIENT_STATUSES: [],
  BLESTA_TAXABLE: true,
  BLESTA_MAIL_INVOICES: false,
  BLESTA_NEGATIVE_LINES: false,
  BLESTA_INVOICE_LOOKUP: 'filter',
  BLESTA_LINES_MAX: 240,
  BLESTA_PAY_PATH: '/client/pay/method/{id}/',
  HOSTBILL_API_PATH: '/admin/api.php',
  HOSTBILL_TAXABLE: true,
  HOSTBILL_MAIL_INVOICES: false,
  HOSTBILL_NEGATIVE_LINES: false,
  HOSTBILL_CLIENT_FILTER: 'filter[email]',
  HOSTBILL_PAGES_MAX: 200,
  HOSTBILL_ACTIVE_STATUSES: ['Active'],
  HOSTBILL_ADOPT_EMPTY_DRAFT: true,
  HOSTBILL_REFUSAL_WORDS: {},
  HOSTBILL_TRANSACTION_FIELDS: { paid: 'in', refunded: 'out' },
  HOSTBILL_AUTOLOGIN_MODE: 'md5',
  HOSTBILL_AUTOLOGIN_HMAC_MESSAGE: '{email}{duration}',
  HOSTBILL_PAY_PATH: '/index.php?/clientarea/invoice/{id}/',
  UBERSMITH_API_PATH: '/api/2.0/',
  UBERSMITH_TAX_IDS: [],
  UBERSMITH_NEGATIVE_LINES: false,
  UBERSMITH_LINES_MAX: 950,
  UBERSMITH_REFUSAL_WORDS: {},
  UBERSMITH_ONE_TIME_PERIOD: '0',
  UBERSMITH_DUE_DATE_FORMAT: 'date',
};

describe('parseEnv', () => {
  it('fills in what may be left out', () => {
    const parsed = parseEnv(environment());
    expect(parsed).toEqual({
      ok: true,
      value: {
        ...environment(),
        ADMIN_JWKS: { keys: [{ ...PUBLIC_KEY, role: 'operator' }] },
        PROVIDER_ADDRESS: '',
        HOW_TO_PAY: '',
        BILLING_TIME_ZONE: 'UTC',
        BILLING_CURRENCIES: ['USD'],
        BILLING_SYSTEM: 'builtin',
        ...BILLING_DEFAULTS,
        OUTLIER_FACTOR: 10,
        OUTLIER_FLOOR_TOKENS: 50_000,
        USAGE_TOLERANCE_PERCENT: 1,
        METERING_SUSPENDED: 'costs',
        PANEL_EVENT_SERVER_IDS: ['server_id', 'id'],
        OPENID_ALGORITHMS: ['RS256'],
        OPENID_PKCE: true,
        OPENID_ADDRESS_PROOF: 'claim',
        OPENID_TIMEOUT_MS: 10_000,
        PAYMENT_DAYS: 14,
        SHADOW_TOLERANCE_MINOR: 1,
        CUT_OVER_NEEDS_TERMS: true,
        INVOICE_NUMBER_PREFIX: 'INV-',
        API_CALLS_PER_MINUTE: 600,
        DNS_OVER_HTTPS_URL: 'https://cloudflare-dns.com/dns-query',
        HEARTBEAT_FAIL: '/fail',
        MAIL_DKIM_SELECTOR: '',
        INVOICE_RETENTION_YEARS: 10,
        METERING_KEPT_MONTHS: 12,
        OUTBOX_KEPT_DAYS: 90,
        TURNSTILE_URL: 'https://challenges.cloudflare.com/turnstile/v0',
        TURNSTILE_OUTAGE: 'pass',
        DISPOSABLE_ADDRESSES: 'accept',
        STRANGER_MAILS_PER_ADDRESS: 10,
        STRANGER_MAILS_PER_DAY: 2000,
        BODY_TIMEOUT_MS: 10_000,
        PASSWORD_HASHERS: 8,
        BREACHED_PASSWORDS: 'off',
        BREACHED_PASSWORDS_URL: 'https://api.pwnedpasswords.com',
        PROVIDER_ACCENT: '#0b6b5d',
        EMBED_ANCESTORS: [],
        PANEL_ROLE_ID: 2,
        PANEL_ADMIN_ROLE_ID: 1,
        PANEL_TIMEOUT_MS: 10_000,
        PANEL_PRICE_CONTRACT: {
          token: 'bearer',
          panelUserId: 'user_id',
          clientNumber: 'billing_user_id',
          tokens: 'tokens',
          ignored: [],
          currency: 'currency',
          symbol: 'currency_symbol',
          price: 'price',
          list: {
            unitCost: 'unit_cost',
            currency: 'currency_code',
            prefix: 'currency_prefix',
            suffix: 'currency_suffix',
            decimals: 'currency_decimals',
            decimalSeparator: 'currency_decimals_separator',
            thousandsSeparator: 'currency_thousands_separator',
            taxesInclusive: 'taxes_inclusive',
            taxes: 'taxes',
            taxName: 'name',
            taxRate: 'rate',
          },
          envelope: '',
          money: 'number',
        },
        PRICE_DISCOUNTS: new Map(),
        USAGE_SOURCE: 'report',
        SMTP_PORT: 587,
        SMTP_SECURITY: 'starttls',
      },
    });
  });

  it.each<[string, unknown, unknown]>([
    ['PROVIDER_NAME', '  Example Hosting ', 'Example Hosting'],
    ['BILLING_TIME_ZONE', 'Europe/Amsterdam', 'Europe/Amsterdam'],
    ['BILLING_CURRENCIES', 'eur, usd', ['EUR', 'USD']],
    ['PAYMENT_DAYS', '0', 0],
    ['INVOICE_NUMBER_PREFIX', '', ''],
    ['INVOICE_RETENTION_YEARS', '7', 7],
    ['METERING_KEPT_MONTHS', '24', 24],
    ['OUTBOX_KEPT_DAYS', '30', 30],
    ['PASSWORD_HASHERS', '0', 0],
    ['BREACHED_PASSWORDS', 'range', 'range'],
    ['TURNSTILE_OUTAGE', 'refuse', 'refuse'],
    ['DISPOSABLE_ADDRESSES', 'refuse', 'refuse'],
    ['STRANGER_MAILS_PER_DAY', '1', 1],
    ['PROVIDER_ACCENT', '#7A1FA2', '#7A1FA2'],
    ['PROVIDER_LOGO_URL', 'https://cdn.example.net/l.svg', 'https://cdn.example.net/l.svg'],
    ['PROVIDER_LOGO_URL', 'data:image/png;base64,AA==', 'data:image/png;base64,AA=='],
    ['EMBED_ANCESTORS', 'https://a.test, https://b.test', ['https://a.test', 'https://b.test']],
    ['PANEL_LIMIT_GROUP_ID', '4', 4],
    ['PANEL_TIMEOUT_MS', '2500', 2500],
    ['USAGE_REPORT_PATH', '/usage/{userId}?{from}-{to}', '/usage/{userId}?{from}-{to}'],
    ['PANEL_PRICE_TOKEN', 'sixteen-letters!', 'sixteen-letters!'],
    ['PANEL_PRICE_CONTRACT', '{"envelope":"data"}', { envelope: 'data', tokens: 'tokens' }],
    [
      'PANEL_PRICE_CONTRACT',
      '{"list":{"taxRate":"p"}}',
      { list: { taxes: 'taxes', taxRate: 'p' } },
    ],
    [
      'HOSTBILL_REFUSAL_WORDS',
      '{"missing":["Brak klienta"," keine Rechnung "],"taken":["zajęty"]}',
      { missing: ['Brak klienta', 'keine Rechnung'], taken: ['zajęty'] },
    ],
    ['HOSTBILL_ACTIVE_STATUSES', 'Active, New', ['Active', 'New']],
    ['HOSTBILL_TRANSACTION_FIELDS', '{"paid":"amount"}', { paid: 'amount', refunded: 'out' }],
    [
      'PRICE_TAX',
      '{"name":"VAT","percent":"19","shown":"inclusive"}',
      { name: 'VAT', rate: { text: '19', millionths: 190_000 }, isInclusive: true },
    ],
    ['PRICE_DISCOUNTS', '{"1001":"5"}', new Map([[1001, { text: '5', millionths: 50_000 }]])],
    ['SMTP_PORT', '465', 465],
    ['SMTP_SECURITY', 'tls', 'tls'],
    ['ORIGIN', 'http://localhost:8787', 'http://localhost:8787'],
  ])('reads %s from %j', (setting, given, expected) => {
    const parsed = parseEnv(environment({ [setting]: given }));
    expect(parsed).toMatchObject({ ok: true, value: { [setting]: expected } });
  });

  it('reads the names of the fields of a usage report', () => {
    const fields = { serverId: 'id', name: 'n', hours: 'h', tokens: 't', backupTokens: '' };
    const parsed = parseEnv(environment({ USAGE_REPORT_FIELDS: JSON.stringify(fields) }));
    expect(parsed).toMatchObject({ ok: true, value: { USAGE_REPORT_FIELDS: fields } });
  });

  it('needs the name of the user where a report takes several', () => {
    const fields = { serverId: 'id', name: 'n', hours: 'h', tokens: 't', backupTokens: '' };
    const withFields = (userId: string) =>
      parseEnv(
        environment({
          USAGE_REPORT_PATH: '/usage?u={userIds}&{from}&{to}',
          USAGE_REPORT_FIELDS: JSON.stringify({ ...fields, userId }),
        }),
      );
    expect(withFields('')).toMatchObject({
      ok: false,
      error: [{ setting: 'USAGE_REPORT_FIELDS' }],
    });
    expect(withFields('owner')).toMatchObject({ ok: true });
  });

  it.each([
    ['wrong', 'must be JSON'],
    [
      '["wrong"]',
      'must be JSON with lists of phrases under missing, taken, key, permission, address, and no other name',
    ],
    [
      '{"mising":["wrong"]}',
      'must be JSON with lists of phrases under missing, taken, key, permission, address, and no other name',
    ],
    [
      '{"missing":"wrong"}',
      'needs a list of phrases under missing, as in {"missing":["first phrase","another"]}',
    ],
    ['{"key":[" no "]}', 'needs phrases of 3 to 200 characters under key'],
    ['{"key":[5]}', 'needs phrases of 3 to 200 characters under key'],
    [
      JSON.stringify({ key: ['wrong'.repeat(41)] }),
      'needs phrases of 3 to 200 characters under key',
    ],
    [JSON.stringify({ taken: Array(21).fill('wrong') }), 'takes at most 20 phrases under taken'],
    ['{"taken":["Wrong"],"key":["wrong"]}', 'has one phrase under two names'],
  ])('says what is wrong with the words of refusals %j', (given, fault) => {
    for (const setting of ['HOSTBILL_REFUSAL_WORDS', 'UBERSMITH_REFUSAL_WORDS']) {
      expect(faultsOf({ [setting]: given })).toEqual([{ setting, fault }]);
    }
  });

  it('leaves out what is no setting of ours', () => {
    const parsed = parseEnv(environment({ SOMETHING_ELSE: 'x' }));
    expect(parsed.ok && 'SOMETHING_ELSE' in parsed.value).toBe(false);
  });

  it.each(REQUIRED)('names %s when it is missing', (setting) => {
    expect(faultySettings({ [setting]: undefined })).toEqual([setting]);
  });

  it.each([
    ['whmcs', ['WHMCS_URL', 'WHMCS_IDENTIFIER', 'WHMCS_SECRET']],
    ['blesta', ['BLESTA_URL', 'BLESTA_API_USER', 'BLESTA_API_KEY']],
    ['hostbill', ['HOSTBILL_URL', 'HOSTBILL_API_ID', 'HOSTBILL_API_KEY']],
    [
      'ubersmith',
      ['UBERSMITH_URL', 'UBERSMITH_API_USER', 'UBERSMITH_API_TOKEN', 'UBERSMITH_CURRENCY'],
    ],
  ])('names what BILLING_SYSTEM=%s needs', (system, needed) => {
    expect(faultySettings({ BILLING_SYSTEM: system })).toEqual(needed);
  });

  it('takes the slash from the end of a billing system’s address', () => {
    const parsed = parseEnv(environment({ WHMCS_URL: 'https://a.example/whmcs//' }));
    expect(parsed).toMatchObject({ ok: true, value: { WHMCS_URL: 'https://a.example/whmcs' } });
  });

  it('names everything that is missing at once', () => {
    const parsed = parseEnv({});
    const missing = parsed.ok ? [] : parsed.error.map(({ setting }) => setting);
    // Which settings need these is only known when the settings are.
    const needed = REQUIRED.filter(
      (setting) => !['SMTP_HOST', 'PASSWORD_HASHER'].includes(setting),
    );
    expect(missing).toEqual(needed);
  });

  it('does without objects for passwords where there are to be none', () => {
    expect(faultySettings({ PASSWORD_HASHERS: '0', PASSWORD_HASHER: undefined })).toEqual([]);
  });

  it.each([undefined, null, 'text', 5])('names the environment itself where it is %j', (raw) => {
    const parsed = parseEnv(raw);
    expect(parsed.ok || parsed.error[0]?.setting).toBe('environment');
  });

  /** Values that are wrong and must stay out of every message. */
  const WRONG: readonly [string, unknown][] = [
    ['PANEL_PRICE_TOKEN', 'wrong-too-short'],
    ['PANEL_PRICE_TOKEN', 'wrong because of spaces'],
    ['PANEL_PRICE_CONTRACT', '{"token":"wrong"}'],
    ['PANEL_PRICE_CONTRACT', '{"surprise":"wrong"}'],
    ['PANEL_PRICE_CONTRACT', '{"money":"wrong"}'],
    ['PANEL_PRICE_CONTRACT', '{"symbol":"wrong","price":"wrong"}'],
    ['PANEL_PRICE_CONTRACT', '{"list":{"taxName":"wrong","taxRate":"wrong"}}'],
    ['HOSTBILL_TRANSACTION_FIELDS', '{"paid":5}'],
    ['HOSTBILL_ACTIVE_STATUSES', ' , '],
    ['BILLING_LINE_CHARACTERS', '59'],
    ['PRICE_TAX', '{"name":"wrong","percent":"101","shown":"inclusive"}'],
    ['PRICE_TAX', '{"name":"wrong","percent":19,"shown":"inclusive"}'],
    ['PRICE_TAX', '{"name":"wrong","percent":"19"}'],
    ['PRICE_DISCOUNTS', '{"wrong":"5"}'],
    ['PRICE_DISCOUNTS', '{"1001":"-5"}'],
    ['ORIGIN', 'https://wrong-origin.example/path'],
    ['ORIGIN', 'https://wrong-origin.example/'],
    ['ORIGIN', 'ftp://wrong-origin.example'],
    ['ORIGIN', 'wrong-origin.example'],
    ['APP_SECRET', 'wrong-secret-of-31-characters..'],
    ['PROVIDER_NAME', '   '],
    ['SUPPORT_EMAIL', 'wrong-support'],
    ['BILLING_TIME_ZONE', 'wrong-zone'],
    ['BILLING_CURRENCIES', 'wrong-currency'],
    ['BILLING_CURRENCIES', 'USD,wrong-currency'],
    ['BILLING_CURRENCIES', ''],
    ['BILLING_SYSTEM', 'wrong-system'],
    ['PAYMENT_DAYS', 'wrong-days'],
    ['PAYMENT_DAYS', '-1'],
    ['PAYMENT_DAYS', '1.5'],
    ['PAYMENT_DAYS', ''],
    ['INVOICE_NUMBER_PREFIX', 'wrong prefix'],
    ['INVOICE_NUMBER_PREFIX', 'WRONG-PREFIX-TOO-LONG'],
    ['PROVIDER_ACCENT', 'wrong-colour'],
    ['PROVIDER_ACCENT', '#0b6b5d;wrong'],
    ['PROVIDER_LOGO_URL', 'http://wrong-logo.example/l.svg'],
    ['PROVIDER_LOGO_URL', 'data:text/html,wrong-logo'],
    ['PROVIDER_LOGO_URL', `data:image/png;base64,${'wrong'.repeat(2_000)}`],
    ['EMBED_SECRET', 'wrong-secret-of-31-characters..'],
    ['EMBED_ANCESTORS', 'https://right.example, wrong-area'],
    ['EMBED_ANCESTORS', "https://right.example; script-src 'wrong'"],
    ['PANEL_API_URL', 'wrong-panel'],
    ['PANEL_API_URL', 'javascript:wrong()'],
    ['PANEL_TOKEN', ''],
    ['PANEL_ROLE_ID', 'wrong-role'],
    ['PANEL_LIMIT_GROUP_ID', 'wrong-group'],
    ['PANEL_SIGN_ON_URL', 'https://wrong-panel.example/auth'],
    ['PANEL_SIGN_ON_URL', 'wrong-sign-on/{token}'],
    ['USAGE_SOURCE', 'wrong-source'],
    ['USAGE_TOLERANCE_PERCENT', '101'],
    ['USAGE_TOLERANCE_PERCENT', 'wrong'],
    ['METERING_SUSPENDED', 'wrong-word'],
    ['ACTIVITY_LOG_FIELDS', '{"serverId":"wrong-fields"}'],
    ['PANEL_EVENT_SECRET', 'wrong-secret-of-31-characters--'],
    ['PANEL_EVENT_SECRET', 'wrong/secret/with/slashes/in/its/text'],
    ['PANEL_EVENT_SERVER_IDS', 'wrong,,names'],
    ['USAGE_REPORT_PATH', 'wrong-path/{userId}?{from}-{to}'],
    ['USAGE_REPORT_PATH', '/wrong-user?{from}-{to}'],
    ['USAGE_REPORT_PATH', '/wrong-range/{userId}?{from}'],
    ['USAGE_REPORT_FIELDS', '{wrong-json'],
    ['USAGE_REPORT_FIELDS', '{"serverId":"wrong-fields"}'],
    ['MAIL_FROM', 'wrong-from'],
    ['MAIL_TRANSPORT', 'wrong-transport'],
    ['SMTP_HOST', ''],
    ['SMTP_PORT', 'wrong-port'],
    ['SMTP_SECURITY', 'wrong-security'],
    ['TURNSTILE_URL', 'wrong-address'],
    ['TURNSTILE_OUTAGE', 'wrong-word'],
    ['DISPOSABLE_ADDRESSES', 'wrong-word'],
    ['STRANGER_MAILS_PER_ADDRESS', '0'],
    ['STRANGER_MAILS_PER_DAY', 'wrong-number'],
    ['BODY_TIMEOUT_MS', '99'],
    ['RATE_BY_ADDRESS', 'wrong-binding'],
    ['RATE_BY_NETWORK', 'wrong-binding'],
    ['ADMIN_JWKS', 'wrong-keys'],
    ['ADMIN_JWKS', '{"keys":[]}'],
    ['ADMIN_JWKS', '{"keys":"wrong-keys"}'],
    ['DB', 'wrong-binding'],
    ['TASKS', null],
    ['ASSETS', undefined],
    ['INVOICE_RUN', 'wrong-binding'],
    ['PASSWORD_HASHER', 'wrong-binding'],
    ['PASSWORD_HASHER', undefined],
    ['PASSWORD_HASHERS', '65'],
  ];

  it.each(WRONG)('names %s when it is %j, and does not repeat it', (setting, given) => {
    const faults = faultsOf({ [setting]: given });
    expect([...new Set(faults.map((fault) => fault.setting))]).toEqual([setting]);
    expect(JSON.stringify(faults).toLowerCase()).not.toContain('wrong');
    expect(faults.every(({ fault }) => fault !== '')).toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
  ])('refuses an admin key with %s as its id', (_, kid) => {
    expect(faultySettings(jwks({ ...PUBLIC_KEY, kid }))).toEqual(['ADMIN_JWKS']);
  });

  it.each([
    ['another type', { kty: 'EC' }],
    ['another curve', { crv: 'X25519' }],
    ['no public part', { x: undefined }],
    ['a role that nobody has', { role: 'root' }],
  ])('refuses an admin key of %s', (_, deviation) => {
    expect(faultySettings(jwks({ ...PUBLIC_KEY, ...deviation }))).toEqual(['ADMIN_JWKS']);
  });

  it('refuses a private key among public ones, without repeating it', () => {
    const faults = faultsOf(jwks(PUBLIC_KEY, { ...PUBLIC_KEY, kid: 'ops-2', d: 'private-part' }));
    expect(faults).toEqual([
      { setting: 'ADMIN_JWKS', fault: 'holds a private key (d); leave that part out' },
    ]);
  });

  it('refuses two admin keys of the same id', () => {
    expect(faultySettings(jwks(PUBLIC_KEY, PUBLIC_KEY))).toEqual(['ADMIN_JWKS']);
  });

  it('accepts several admin keys, and members of a key that it does not know', () => {
    const labelled = { ...PUBLIC_KEY, kid: 'ops-2', use: 'sig', alg: 'EdDSA' };
    expect(faultsOf(jwks(PUBLIC_KEY, labelled))).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['smtp', { SMTP_HOST: undefined }, ['SMTP_HOST']],
    ['smtp', { MAILBOX_URL: undefined, EMAIL: undefined }, []],
    ['mailbox', { SMTP_HOST: undefined }, ['MAILBOX_URL']],
    ['mailbox', { MAILBOX_URL: 'http://localhost:8787/emulators/mailbox' }, []],
    ['mailbox', { MAILBOX_URL: 'mailbox' }, ['MAILBOX_URL']],
    ['cloudflare', { SMTP_HOST: undefined }, ['EMAIL']],
    ['cloudflare', { SMTP_HOST: undefined, EMAIL: {} }, []],
    ['cloudflare', { EMAIL: 'binding' }, ['EMAIL']],
  ])('with the transport %s and %j misses %j', (transport, deviation, missing) => {
    expect(faultySettings({ MAIL_TRANSPORT: transport, ...deviation })).toEqual(missing);
  });
});

describe('Turnstile’s two keys', () => {
  it.each([
    [{ TURNSTILE_SITE_KEY: 'site' }, ['TURNSTILE_SECRET']],
    [{ TURNSTILE_SECRET: 'secret' }, ['TURNSTILE_SITE_KEY']],
    [{ TURNSTILE_SITE_KEY: 'site', TURNSTILE_SECRET: 'secret' }, []],
  ])('are both there or none: %j', (deviation, missing) => {
    expect(faultySettings(deviation)).toEqual(missing);
  });
});

describe('requireEnv', () => {
  it('gives the parsed environment, once per raw one', () => {
    const raw = environment();
    const env = requireEnv(raw);
    expect(env.PAYMENT_DAYS).toBe(14);
    expect(requireEnv(raw)).toBe(env);
    expect(requireEnv(environment())).not.toBe(env);
  });

  it('throws each time while a setting is wrong', () => {
    const raw = environment({ PANEL_TOKEN: undefined });
    expect(() => requireEnv(raw)).toThrow(EnvFault);
    expect(() => requireEnv(raw)).toThrow('PANEL_TOKEN');
  });

  it.each([undefined, null, 'text'])('throws for %j', (raw) => {
    expect(() => requireEnv(raw)).toThrow(EnvFault);
  });
});

describe('EnvFault', () => {
  it('names the settings and what is wrong with them', () => {
    const faults = [
      { setting: 'ORIGIN', fault: 'must be an origin' },
      { setting: 'SMTP_HOST', fault: 'is needed' },
    ];
    const fault = new EnvFault(faults);
    expect(fault.message).toBe('settings: ORIGIN must be an origin; SMTP_HOST is needed');
    expect(fault.faults).toBe(faults);
  });

  it('shows no secret of an environment that is wrong elsewhere', () => {
    try {
      requireEnv(environment({ ORIGIN: 'ftp://billing.example.net' }));
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain(SECRET);
      expect(JSON.stringify(error)).not.toContain(SECRET);
    }
  });
});
