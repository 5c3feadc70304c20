// Env -> Ports; the only place where adapters are chosen.
import { createStore } from '#adapters/d1/store.ts';
import { createEmbedSignatures } from '#adapters/embedding/embed-signatures.ts';
import { createArchive } from '#adapters/fflate/archive.ts';
import { createHeartbeat, NO_HEARTBEAT } from '#adapters/heartbeat/heartbeat.ts';
import { outboundFetch } from '#adapters/http/outbound-fetch.ts';
import { createAdminSignatures } from '#adapters/jose/admin-signatures.ts';
import { createSecrets } from '#adapters/jose/secrets.ts';
import { createMailboxMailer } from '#adapters/mail/mailbox.ts';
import { createSendEmailMailer } from '#adapters/mail/send-email.ts';
import { createSmtpMailer, type SmtpSettings } from '#adapters/mail/smtp.ts';
import { createBothUsages, createMeteredUsage } from '#adapters/metering/metered-usage.ts';
import { createMetrics } from '#adapters/metrics/analytics-engine.ts';
import { createOneTimeCodes } from '#adapters/otpauth/one-time-codes.ts';
import { createTypesetter } from '#adapters/pdf/typesetter.ts';
import { createClock } from '#adapters/platform/clock.ts';
import { openLocationCache } from '#adapters/platform/location-cache.ts';
import { createLog } from '#adapters/platform/log.ts';
import { createRandom } from '#adapters/platform/random.ts';
import {
  createPriceMemory,
  createRememberedPriceFacts,
} from '#adapters/platform/remembered-price-facts.ts';
import { createRememberedUsage } from '#adapters/platform/remembered-usage.ts';
import { createRunObject } from '#adapters/platform/run-object.ts';
import { createTaskQueue } from '#adapters/platform/task-queue.ts';
import {
  createBreachedPasswords,
  NO_BREACHED_PASSWORDS,
} from '#adapters/pwned-passwords/breached-passwords.ts';
import { createPanelClient, type PanelClient } from '#adapters/solusvm/panel-client.ts';
import { createPanelEvents } from '#adapters/solusvm/panel-events.ts';
import { createPanelPrices } from '#adapters/solusvm/price-contract.ts';
import { createServerInventory } from '#adapters/solusvm/server-inventory.ts';
import { createServersOfUser } from '#adapters/solusvm/servers-of-user.ts';
import { createUsageReport, DEFAULT_USAGE_REPORT } from '#adapters/solusvm/usage-report.ts';
import { createVirtualization } from '#adapters/solusvm/virtualization.ts';
import { createPasskeys } from '#adapters/webauthn/passkeys.ts';
import { createWebhookSender } from '#adapters/webhooks/webhook-sender.ts';
import { isLoopback } from '#core/webhooks/endpoint.ts';
import type { BreachedPasswords } from '#ports/breached-passwords.ts';
import type { Clock } from '#ports/clock.ts';
import type { Heartbeat } from '#ports/heartbeat.ts';
import type { Log, LogFields } from '#ports/log.ts';
import type { Mailer } from '#ports/mailer.ts';
import type { Ports } from '#ports/ports.ts';
import type { Settings } from '#ports/settings.ts';
import type { Store } from '#ports/store.ts';
import type { UsageSource } from '#ports/usage-source.ts';
import { writeLetter } from '#views/emails/write-letter.tsx';
import { abuseOf, abuseSettingsOf } from './compose-abuse.ts';
import { billingOf, oldBillingOf } from './compose-billing.ts';
import { doctorOf } from './compose-doctor.ts';
import { identityProviderOf } from './compose-identity.ts';
import { passwordsOf } from './compose-passwords.ts';
import { configurationOf } from './configured-settings.ts';
import { type Env, requireEnv } from './env.ts';
import { oncePerEnv } from './once-per-env.ts';

/** The largest answer of the panel that is read; a page of 100 servers has some 200 KB. */
const MAX_PANEL_BODY_BYTES = 4_000_000;

/** Somebody's server, which may be slow; a dead one must not hold up the others for long. */
const WEBHOOK_TIMEOUT_MS = 10_000;
const HEARTBEAT_TIMEOUT_MS = 5_000;

const PRICE_CACHE = openLocationCache('postmeter-price-facts');
const USAGE_CACHE = openLocationCache('postmeter-usage');

/** Ports over the real world. Only the development entry brings another clock. */
export function compose(env: Env, bound: LogFields, clock: Clock = createClock()): Ports {
  const { requestId = crypto.randomUUID() } = bound;
  const log = createLog({ ...bound, requestId });
  const metrics = createMetrics(env.METRICS);
  const outbound = (kind: string) => outboundFetch({ kind, requestId: String(requestId), metrics });
  const panelClient = createPanelClient({
    apiUrl: env.PANEL_API_URL,
    token: env.PANEL_TOKEN,
    timeoutMs: env.PANEL_TIMEOUT_MS,
    maxBodyBytes: MAX_PANEL_BODY_BYTES,
    fetch: outbound('panel'),
  });
  const store = createStore(env.DB);
  const usage = usageOf(env, panelClient, store, log);
  const billing = billingOf(env, clock, outbound('billing'));
  return {
    settings: settingsOf(env),
    configuration: configurationOf(env),
    clock,
    random: createRandom(),
    log,
    store,
    secrets: secretsOf(env),
    passwords: passwordsOf(env, log),
    breachedPasswords: breachedPasswordsOf(env, log),
    ...abuseOf(env, log),
    oneTimeCodes: createOneTimeCodes(env.PROVIDER_NAME),
    identityProvider: identityProviderOf(env, clock),
    passkeys: createPasskeys({ origin: env.ORIGIN, name: env.PROVIDER_NAME }),
    archive: createArchive(),
    adminSignatures: createAdminSignatures(env.ADMIN_JWKS),
    embedSignatures: createEmbedSignatures(env.EMBED_SECRET),
    panel: createVirtualization(panelClient, {
      roleId: env.PANEL_ROLE_ID,
      limitGroupId: env.PANEL_LIMIT_GROUP_ID ?? null,
      adminRoleId: env.PANEL_ADMIN_ROLE_ID,
      signOnUrlTemplate: env.PANEL_SIGN_ON_URL,
    }),
    usage,
    inventory: createServerInventory(panelClient, env.ACTIVITY_LOG_FIELDS),
    panelEvents: env.PANEL_EVENT_SECRET
      ? createPanelEvents(env.PANEL_EVENT_SECRET, env.PANEL_EVENT_SERVER_IDS)
      : undefined,
    usageSnapshots: createRememberedUsage({
      origin: env.ORIGIN,
      panelUrl: env.PANEL_API_URL,
      cache: USAGE_CACHE,
      clock,
      usage,
      servers: createServersOfUser(panelClient, log),
    }),
    mailer: mailerOf(env, clock),
    billing,
    oldBilling: oldBillingOf(env, billing, outbound('billing')),
    doctor: doctorOf(env, panelClient, smtpOf(env), clock),
    typesetter: typesetterOf(env),
    queue: createTaskQueue(env.TASKS, log),
    webhookSender: createWebhookSender({
      timeoutMs: WEBHOOK_TIMEOUT_MS,
      fetch: outbound('webhook'),
    }),
    metrics,
    heartbeat: heartbeatOf(env),
    runs: createRunObject(env.INVOICE_RUN),
    ...pricesOf(env, clock, log),
  };
}

function usageOf(env: Env, panelClient: PanelClient, { metering }: Store, log: Log): UsageSource {
  const report = createUsageReport(panelClient, log, {
    pathTemplate: env.USAGE_REPORT_PATH ?? DEFAULT_USAGE_REPORT.pathTemplate,
    fields: env.USAGE_REPORT_FIELDS ?? DEFAULT_USAGE_REPORT.fields,
  });
  const rules = { suspendedCosts: env.METERING_SUSPENDED === 'costs' };
  const metered = createMeteredUsage(metering, rules, log);
  switch (env.USAGE_SOURCE) {
    case 'report':
      return report;
    case 'metering':
      return metered;
    case 'both':
      return createBothUsages(report, metered);
  }
}

/** Only what a price takes: the panel asks for many, and most need nothing but what is remembered. */
export function composePrices(env: Env, bound: LogFields, clock: Clock = createClock()) {
  const log = createLog(bound);
  const { settings } = keptPrices(env);
  return { settings, clock, log, ...pricesOf(env, clock, log) };
}

/** Ports for entries that get the raw environment; throws with the names of the settings that are wrong. */
export function composeFromRaw(rawEnv: unknown, bound: LogFields, clock?: Clock): Ports {
  return compose(requireEnv(rawEnv), bound, clock);
}

const settingsOf = oncePerEnv((env): Settings => {
  const { PROVIDER_NAME: name, PROVIDER_ADDRESS: address, SUPPORT_EMAIL: email } = env;
  return {
    origin: env.ORIGIN,
    timeZone: env.BILLING_TIME_ZONE,
    currencies: env.BILLING_CURRENCIES,
    seller: { name, address, email },
    operatorEmail: env.OPERATOR_EMAIL,
    development: isLoopback(env.ORIGIN),
    embedAncestors: env.EMBED_ANCESTORS,
    brand: { accent: env.PROVIDER_ACCENT, logoUrl: env.PROVIDER_LOGO_URL },
    apiCallsPerMinute: env.API_CALLS_PER_MINUTE,
    addressProof: env.OPENID_ADDRESS_PROOF,
    paymentDays: env.PAYMENT_DAYS,
    outlier: { factor: env.OUTLIER_FACTOR, floorTokens: env.OUTLIER_FLOOR_TOKENS },
    invoiceRetentionYears: env.INVOICE_RETENTION_YEARS,
    metering: env.USAGE_SOURCE !== 'report',
    meteringKeptMonths: env.METERING_KEPT_MONTHS,
    usageTolerancePercent: env.USAGE_SOURCE === 'both' ? env.USAGE_TOLERANCE_PERCENT : undefined,
    billingSettleMs: env.BILLING_SETTLE_SECONDS * 1000,
    invoiceNumberPrefix: env.INVOICE_NUMBER_PREFIX,
    // A report has its own rule, which nobody documents; the emulated panel's servers go on costing.
    suspendedCosts: env.USAGE_SOURCE === 'report' || env.METERING_SUSPENDED === 'costs',
    priceTerms: { tax: env.PRICE_TAX, discounts: env.PRICE_DISCOUNTS },
    moving: {
      shadowToleranceMinor: env.SHADOW_TOLERANCE_MINOR,
      cutOverNeedsTerms: env.CUT_OVER_NEEDS_TERMS,
    },
    abuse: abuseSettingsOf(env),
  };
});

/** The derived key is expensive and always the same. */
const secretsOf = oncePerEnv((env) => createSecrets(env.APP_SECRET));

/** It keeps the fonts that it has loaded. */
const typesetterOf = oncePerEnv((env) =>
  createTypesetter(async (path) => {
    const answer = await env.ASSETS.fetch(`https://assets.invalid${path}`);
    if (answer.ok) return answer.arrayBuffer();
    await answer.body?.cancel();
    return undefined;
  }),
);

function heartbeatOf(env: Env): Heartbeat {
  if (env.HEARTBEAT_URL === undefined) return NO_HEARTBEAT;
  return createHeartbeat({
    url: env.HEARTBEAT_URL,
    failSuffix: env.HEARTBEAT_FAIL,
    timeoutMs: HEARTBEAT_TIMEOUT_MS,
    fetch: (input, init) => fetch(input, init),
  });
}

/** Somebody waits at the form meanwhile, and may go on without an answer. */
const BREACHED_PASSWORDS_TIMEOUT_MS = 2_000;

function breachedPasswordsOf(env: Env, log: Log): BreachedPasswords {
  if (env.BREACHED_PASSWORDS === 'off') return NO_BREACHED_PASSWORDS;
  const options = {
    apiUrl: env.BREACHED_PASSWORDS_URL,
    timeoutMs: BREACHED_PASSWORDS_TIMEOUT_MS,
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
  };
  return createBreachedPasswords(options, log);
}

/** What the isolate remembers of prices, and what is derived from the panel's token. */
const keptPrices = oncePerEnv((env) => {
  const { PANEL_PRICE_TOKEN: token, PANEL_PRICE_CONTRACT: contract } = env;
  return {
    settings: settingsOf(env),
    memory: createPriceMemory(env.ORIGIN, `${env.PANEL_API_URL} ${token ?? ''}`),
    panelPrices: token === undefined ? undefined : createPanelPrices(token, contract),
  };
});

function pricesOf(env: Env, clock: Clock, log: Log) {
  const { memory, panelPrices } = keptPrices(env);
  const priceFacts = createRememberedPriceFacts({
    memory,
    cache: PRICE_CACHE,
    clock,
    log,
    query: (user, month) => createStore(env.DB).catalogue.priceFacts(user, month),
  });
  return { panelPrices, priceFacts };
}

function mailerOf(env: Env, clock: Clock): Mailer {
  const { PROVIDER_NAME: name, SUPPORT_EMAIL: supportEmail, PROVIDER_ACCENT: accent } = env;
  const provider = { name, supportEmail, accent };
  const sender = { name: env.PROVIDER_NAME, address: env.MAIL_FROM };
  const write = (letter: Parameters<typeof writeLetter>[0]) => writeLetter(letter, provider);
  switch (env.MAIL_TRANSPORT) {
    case 'cloudflare':
      return createSendEmailMailer(needed(env.EMAIL), { sender }, write);
    case 'smtp':
      return createSmtpMailer(needed(smtpOf(env)), clock, write);
    case 'mailbox':
      return createMailboxMailer(
        { url: needed(env.MAILBOX_URL), sender, fetch: (input, init) => fetch(input, init) },
        write,
      );
  }
}

/** Undefined with another transport. */
function smtpOf(env: Env): SmtpSettings | undefined {
  if (env.MAIL_TRANSPORT !== 'smtp') return undefined;
  const { SMTP_USERNAME: user, SMTP_PASSWORD: password } = env;
  return {
    host: needed(env.SMTP_HOST),
    port: env.SMTP_PORT,
    security: env.SMTP_SECURITY,
    credentials: user && password ? { user, password } : null,
    sender: { name: env.PROVIDER_NAME, address: env.MAIL_FROM },
  };
}

/** What `env.ts` has checked to be there for this choice. */
function needed<T>(value: T | undefined): T {
  if (value === undefined)
    throw new Error('a setting passed the check of env.ts without its value');
  return value;
}
