// Env -> Ports; the only place where adapters are chosen.
import { createStore } from '#adapters/d1/store.ts';
import { createAdminSignatures } from '#adapters/jose/admin-signatures.ts';
import { createSecrets } from '#adapters/jose/secrets.ts';
import { createMailboxMailer } from '#adapters/mail/mailbox.ts';
import { createSendEmailMailer } from '#adapters/mail/send-email.ts';
import { createSmtpMailer } from '#adapters/mail/smtp.ts';
import { createClock } from '#adapters/platform/clock.ts';
import { createLog } from '#adapters/platform/log.ts';
import { createPasswords } from '#adapters/platform/passwords.ts';
import { createRandom } from '#adapters/platform/random.ts';
import { createRunObject } from '#adapters/platform/run-object.ts';
import { createTaskQueue } from '#adapters/platform/task-queue.ts';
import { createPanelClient } from '#adapters/solusvm/panel-client.ts';
import { createUsageReport, DEFAULT_USAGE_REPORT } from '#adapters/solusvm/usage-report.ts';
import { createVirtualization } from '#adapters/solusvm/virtualization.ts';
import type { Clock } from '#ports/clock.ts';
import type { LogFields } from '#ports/log.ts';
import type { Mailer } from '#ports/mailer.ts';
import type { Ports } from '#ports/ports.ts';
import type { Settings } from '#ports/settings.ts';
import { writeLetter } from '#views/emails/write-letter.tsx';
import { billingOf } from './compose-billing.ts';
import { type Env, requireEnv } from './env.ts';

/** The largest answer of the panel that is read; a page of 100 servers has some 200 KB. */
const MAX_PANEL_BODY_BYTES = 4_000_000;

/** Ports over the real world. Only the development entry brings another clock. */
export function compose(env: Env, bound: LogFields, clock: Clock = createClock()): Ports {
  const log = createLog(bound);
  const panelClient = createPanelClient({
    apiUrl: env.PANEL_API_URL,
    token: env.PANEL_TOKEN,
    timeoutMs: env.PANEL_TIMEOUT_MS,
    maxBodyBytes: MAX_PANEL_BODY_BYTES,
    fetch: (input, init) => fetch(input, init),
  });
  return {
    settings: settingsOf(env),
    clock,
    random: createRandom(),
    log,
    store: createStore(env.DB),
    secrets: secretsOf(env),
    passwords: createPasswords(),
    adminSignatures: createAdminSignatures(env.ADMIN_JWKS),
    panel: createVirtualization(panelClient, {
      roleId: env.PANEL_ROLE_ID,
      limitGroupId: env.PANEL_LIMIT_GROUP_ID ?? null,
      adminRoleId: env.PANEL_ADMIN_ROLE_ID,
      signOnUrlTemplate: env.PANEL_SIGN_ON_URL,
    }),
    usage: createUsageReport(panelClient, log, {
      pathTemplate: env.USAGE_REPORT_PATH ?? DEFAULT_USAGE_REPORT.pathTemplate,
      fields: env.USAGE_REPORT_FIELDS ?? DEFAULT_USAGE_REPORT.fields,
    }),
    mailer: mailerOf(env, clock),
    billing: billingOf(env, clock),
    queue: createTaskQueue(env.TASKS, log),
    runs: createRunObject(env.INVOICE_RUN),
  };
}

/** Ports for entries that get the raw environment; throws with the names of the settings that are wrong. */
export function composeFromRaw(rawEnv: unknown, bound: LogFields, clock?: Clock): Ports {
  return compose(requireEnv(rawEnv), bound, clock);
}

function settingsOf(env: Env): Settings {
  const { PROVIDER_NAME: name, PROVIDER_ADDRESS: address, SUPPORT_EMAIL: email } = env;
  return {
    origin: env.ORIGIN,
    timeZone: env.BILLING_TIME_ZONE,
    currencies: env.BILLING_CURRENCIES,
    seller: { name, address, email },
    paymentDays: env.PAYMENT_DAYS,
    outlier: { factor: env.OUTLIER_FACTOR, floorTokens: env.OUTLIER_FLOOR_TOKENS },
    billingSettleMs: env.BILLING_SETTLE_SECONDS * 1000,
    invoiceNumberPrefix: env.INVOICE_NUMBER_PREFIX,
  };
}

/** Kept per environment: the derived key is expensive and always the same. */
const secretsByEnv = new WeakMap<Env, ReturnType<typeof createSecrets>>();

function secretsOf(env: Env) {
  const known = secretsByEnv.get(env);
  if (known) return known;
  const secrets = createSecrets(env.APP_SECRET);
  secretsByEnv.set(env, secrets);
  return secrets;
}

function mailerOf(env: Env, clock: Clock): Mailer {
  const provider = { name: env.PROVIDER_NAME, supportEmail: env.SUPPORT_EMAIL };
  const sender = { name: env.PROVIDER_NAME, address: env.MAIL_FROM };
  const write = (letter: Parameters<typeof writeLetter>[0]) => writeLetter(letter, provider);
  switch (env.MAIL_TRANSPORT) {
    case 'cloudflare':
      return createSendEmailMailer(needed(env.EMAIL), { sender }, write);
    case 'smtp': {
      const { SMTP_USERNAME: user, SMTP_PASSWORD: password } = env;
      const settings = {
        host: needed(env.SMTP_HOST),
        port: env.SMTP_PORT,
        security: env.SMTP_SECURITY,
        credentials: user && password ? { user, password } : null,
        sender,
      };
      return createSmtpMailer(settings, clock, write);
    }
    case 'mailbox':
      return createMailboxMailer(
        { url: needed(env.MAILBOX_URL), sender, fetch: (input, init) => fetch(input, init) },
        write,
      );
  }
}

/** What `env.ts` has checked to be there for this choice. */
function needed<T>(value: T | undefined): T {
  if (value === undefined)
    throw new Error('a setting passed the check of env.ts without its value');
  return value;
}
