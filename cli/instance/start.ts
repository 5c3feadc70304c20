// One whole Postmeter on this machine: the Worker with its emulators in workerd, a fresh database, the queue and the
// run object. The demo, the story and the benchmarks start theirs here.
import { randomBytes } from 'node:crypto';
import { Miniflare, NoOpLog } from 'miniflare';
import { RATE_LIMITS } from '../setup/wrangler-toml.ts';
import { type AdminKey, publicPart } from './admin-key.ts';
import { assetsBinding } from './assets.ts';
import { type BillingName, billingSettings } from './billing-places.ts';
import { bundle } from './bundle.ts';
import { migrate } from './migrate.ts';
import { DEMO_EMBED_SECRET, EVENT_SECRET, PANEL_TOKEN, PRICE_TOKEN } from './places.ts';
import type { UsageName } from './usage-option.ts';

/** Triggers of wrangler.toml; nothing fires them here but `pulse` and `look`. */
export const PULSE_CRON = '*/5 * * * *';
const LOOK_CRON = '7 * * * *';

/** Short, so that mail arrives while the person still looks. */
const QUEUE_WAIT_SECONDS = 0.2;

export interface InstanceOptions {
  readonly port: number;
  readonly adminKey: AdminKey;
  /** The built-in one unless given. */
  readonly billing?: BillingName;
  /** `report` unless given. */
  readonly usage?: UsageName;
  /** Settings beside or instead of the demo's. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Rate limits, as wrangler.toml has them. Without them a bench may ask as often as it likes. */
  readonly braked?: boolean;
  /** Hears what the Worker logs. */
  readonly onLog?: (line: LogLine) => void;
}

export interface LogLine {
  readonly level: string;
  readonly message: string;
}

export interface Instance {
  readonly origin: string;
  readonly database: Awaited<ReturnType<Miniflare['getD1Database']>>;
  /** What the Cron Trigger does every few minutes on Cloudflare. */
  pulse(): Promise<void>;
  /** What another does every hour where usage is metered. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts and migrates. The port must be free; `free-port.ts` finds out. */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const {
    port,
    adminKey,
    billing = 'builtin',
    usage = 'report',
    settings = {},
    braked = false,
    onLog = () => {},
  } = options;
  const origin = `http://localhost:${port}`;
  const { script, compatibilityDate, compatibilityFlags } = await bundle();
  const miniflare = new Miniflare({
    host: '127.0.0.1',
    port,
    cf: false,
    log: new NoOpLog(),
    handleStructuredLogs: ({ level, message }: LogLine) => onLog({ level, message }),
    name: 'postmeter',
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: script }],
    compatibilityDate,
    compatibilityFlags: [...compatibilityFlags],
    bindings: {
      ...settingsOf(origin, adminKey),
      ...billingSettings(origin, billing),
      USAGE_SOURCE: usage,
      ...settings,
    },
    serviceBindings: { ASSETS: await assetsBinding() },
    d1Databases: ['DB'],
    ...(braked && { ratelimits: rateLimits() }),
    durableObjects: {
      INVOICE_RUN: { className: 'InvoiceRun', useSQLite: true },
      PASSWORD_HASHER: { className: 'PasswordHasher', useSQLite: true },
    },
    queueProducers: { TASKS: { queueName: 'postmeter-tasks' } },
    queueConsumers: {
      'postmeter-tasks': { maxBatchSize: 10, maxBatchTimeout: QUEUE_WAIT_SECONDS, maxRetries: 10 },
    },
  });
  try {
    await miniflare.ready;
    const database = await miniflare.getD1Database('DB');
    await migrate(database);
    const worker = await miniflare.getWorker();
    return {
      origin,
      database,
      pulse: async () => {
        await worker.scheduled({ cron: PULSE_CRON });
      },
      look: async () => {
        await worker.scheduled({ cron: LOOK_CRON });
      },
      stop: () => miniflare.dispose(),
    };
  } catch (error) {
    await miniflare.dispose().catch(() => undefined); // the first error is the one to tell
    throw error;
  }
}

function rateLimits() {
  return Object.fromEntries(RATE_LIMITS.map(({ name, simple }) => [name, { simple }]));
}

function settingsOf(origin: string, adminKey: AdminKey): Record<string, string> {
  const panel = `${origin}/emulators/solusvm`;
  return {
    ORIGIN: origin,
    APP_SECRET: randomBytes(32).toString('base64url'),
    ADMIN_JWKS: JSON.stringify({ keys: [publicPart(adminKey)] }),
    PROVIDER_NAME: 'Northwind Hosting',
    PROVIDER_ADDRESS: '1 Harbour Street\n20457 Hamburg\nGermany',
    HOW_TO_PAY: 'Account DE02 1203 0000 0000 2020 51\nReference: {number}',
    SUPPORT_EMAIL: 'support@northwind.example',
    BILLING_TIME_ZONE: 'UTC',
    BILLING_CURRENCIES: 'USD,EUR',
    PANEL_API_URL: `${panel}/api/v1`,
    PANEL_TOKEN,
    PANEL_PRICE_TOKEN: PRICE_TOKEN,
    PANEL_EVENT_SECRET: EVENT_SECRET,
    PANEL_SIGN_ON_URL: `${panel}/auth/one-time?token={token}`,
    MAIL_TRANSPORT: 'mailbox',
    MAIL_FROM: 'billing@northwind.example',
    MAILBOX_URL: `${origin}/emulators/mailbox`,
    MAIL_DKIM_SELECTOR: 'demo',
    DNS_OVER_HTTPS_URL: `${origin}/emulators/dns/query`,
    EMBED_SECRET: DEMO_EMBED_SECRET,
    EMBED_ANCESTORS: origin,
    // Benches sign up thousands.
    STRANGER_MAILS_PER_DAY: '1000000',
    TURNSTILE_URL: `${origin}/emulators/turnstile/v0`,
  };
}
