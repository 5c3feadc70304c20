// Everything the story's people can reach: the site, the mailbox, the panel, the clock, and the operator's signature.
import { type AdminClient, createAdminClient } from '../admin/client.ts';
import { type InvoiceJson, invoicesOf } from '../admin/runs.ts';
import { type AdminKey, makeAdminKey } from '../instance/admin-key.ts';
import type { BillingName } from '../instance/billing-places.ts';
import { freePort } from '../instance/free-port.ts';
import { PANEL_TOKEN, type Places, placesOf } from '../instance/places.ts';
import { postJson } from '../instance/post-json.ts';
import { type Instance, startInstance } from '../instance/start.ts';
import type { UsageName } from '../instance/usage-option.ts';
import type { PlanPrice } from './expected.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface World {
  readonly instance: Instance;
  readonly adminKey: AdminKey;
  readonly places: Places;
  readonly admin: AdminClient;
  /** Whether the panel's servers are looked at. */
  readonly isMetered: boolean;
  /** Moves the whole instance's time; from there it runs on. What is metered is looked at then, as it is every hour. */
  moveClock(iso: string): Promise<void>;
  nowMs(): Promise<number>;
  /** Newest first. */
  mails(to?: string): Promise<readonly Mail[]>;
  /** Waits until mail whose subject begins so has arrived. */
  mail(to: string, subject: string): Promise<Mail>;
  panel<T>(path: string): Promise<T>;
  /** What the panel's control page takes: failures on demand. */
  failPanel(...rules: readonly object[]): Promise<void>;
  mendPanel(): Promise<void>;
  /** How many failures on demand have not happened yet. */
  pendingFailures(): Promise<number>;
  planPrices(): Promise<readonly PlanPrice[]>;
  invoices(month: string): Promise<readonly InvoiceJson[]>;
  /** How many rows each table has: what a request that changes nothing leaves as it is. */
  rowCounts(): Promise<Readonly<Record<string, number>>>;
}

/** Longer than the queue waits and a mail takes, with room for a slow machine. */
const MAIL_WAIT_MS = 15_000;
const MAIL_POLL_MS = 40;

const TABLES = [
  'signup',
  'client',
  'terms_acceptance',
  'session',
  'outbox',
  'invoice',
  'audit_event',
];

export interface WorldOptions {
  readonly billing: BillingName;
  readonly usage: UsageName;
  /** Made unless given. */
  readonly adminKey?: AdminKey;
  /** Settings beside or instead of the demo's. */
  readonly settings?: Readonly<Record<string, string>>;
}

export async function makeWorld(options: WorldOptions): Promise<World> {
  const { billing, usage, adminKey = makeAdminKey('story'), settings = {} } = options;
  const port = await freePort(0);
  if (port === undefined) throw new Error('this machine has no free port');
  const instance = await startInstance({ port, adminKey, billing, usage, settings });
  const isMetered = usage !== 'report';
  const { origin, database } = instance;
  const places = placesOf(origin);
  const admin = createAdminClient(origin, adminKey);

  const mails = (to?: string) =>
    getJson<readonly Mail[]>(places.mailboxMessages + (to ? `?to=${encodeURIComponent(to)}` : ''));
  const panel = <T>(path: string) =>
    getJson<T>(places.panelApi.replace(/\/$/, path), { authorization: `Bearer ${PANEL_TOKEN}` });

  return {
    instance,
    adminKey,
    places,
    admin,
    isMetered,
    moveClock: async (iso) => {
      await postJson(places.clock, { now: iso });
      if (isMetered) await instance.look();
    },
    nowMs: async () => Date.parse((await getJson<{ now: string }>(places.clock)).now),
    mails,
    async mail(to, subject) {
      const deadline = Date.now() + MAIL_WAIT_MS;
      for (;;) {
        const found = (await mails(to)).find((mail) => mail.subject.startsWith(subject));
        if (found) return found;
        if (Date.now() > deadline) throw new Error(`no mail "${subject}…" came to ${to}`);
        await new Promise((resolve) => setTimeout(resolve, MAIL_POLL_MS));
      }
    },
    panel,
    failPanel: async (...rules) => {
      await postJson(places.panelControl, rules);
    },
    mendPanel: async () => {
      await fetch(places.panelControl, { method: 'DELETE' });
    },
    async pendingFailures() {
      const { pending } = await getJson<{ pending: readonly unknown[] }>(places.panelControl);
      return pending.length;
    },
    async planPrices() {
      const { data } = await panel<{ data: readonly PlanJson[] }>('/plans?per_page=100');
      return data.map((plan) => ({
        name: plan.name,
        tokensPerHour: plan.tokens_per_hour,
        tokensPerMonth: plan.tokens_per_month,
        backupPercent: plan.backup_price,
      }));
    },
    invoices: (month) => invoicesOf(admin, month),
    async rowCounts() {
      const counts = TABLES.map((name) => database.prepare(`SELECT count(*) AS n FROM ${name}`));
      const results = await database.batch<{ n: number }>(counts);
      return Object.fromEntries(TABLES.map((name, i) => [name, results[i]?.results[0]?.n ?? 0]));
    },
  };
}

interface PlanJson {
  readonly name: string;
  readonly tokens_per_hour: number;
  readonly tokens_per_month: number;
  readonly backup_price: number;
}

async function getJson<T>(url: string, headers: Readonly<Record<string, string>> = {}): Promise<T> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as T; // the emulators document their answers
}
