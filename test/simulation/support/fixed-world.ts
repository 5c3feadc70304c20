// One world without chance: eight clients with every outcome that a run knows, and ports in memory over the real
// database. It can be put back to how it was at any time.
import { env } from 'cloudflare:workers';
import { createStore } from '#adapters/d1/store.ts';
import { createSecrets } from '#adapters/jose/secrets.ts';
import type { PanelUser } from '#core/enrolment/match-panel-user.ts';
import type { Letter } from '#core/letters.ts';
import { type BillingMonth, parseMonth } from '#core/month.ts';
import { ok } from '#core/result.ts';
import type { ServerUsage, Usage } from '#core/usage/usage.ts';
import type { Ports } from '#ports/ports.ts';
import { insertRow } from '../../support/database.ts';
import { openShop } from './acts.ts';
import { emptyTables } from './empty-tables.ts';
import { ModelBilling } from './model-billing.ts';
import { noInventory } from './no-inventory.ts';
import { noShopWindow } from './no-shop-window.ts';
import { createPrng } from './prng.ts';
import { settingsWith } from './settings.ts';
import { OUTLIER } from './simulation.ts';
import { unusedPorts } from './unused-ports.ts';

export const MONTH = monthOf('2026-10');
const NOW_MS = Date.parse('2026-11-01T02:00:00Z');
const secrets = createSecrets('a secret that only the crash points know, long enough');

const row = (serverId: number, tokens: number, backupTokens = 0): ServerUsage => ({
  serverId,
  name: `server ${serverId}`,
  hours: 100,
  tokens,
  backupTokens,
});

/** By panel user; one that is not named is not available. */
export type Report = Readonly<Record<number, readonly ServerUsage[]>>;

/** Two to bill, one without usage, one unavailable (5), two who share a server, and one of whom only this is known at first. */
export const REPORT: Report = {
  2: [row(11, 5_000, 500), row(12, 333)],
  3: [row(13, 4_001)],
  4: [],
  6: [row(14, 700), row(99, 10)],
  7: [row(99, 10)],
  8: [row(15, 2_500)],
  9: [row(16, 4_000)],
};
const FIRST_REPORT: Report = { 8: [row(15, 2_500)] };
/** Later figures: more for the first, less for the second, nothing at all for the last. */
export const REVISED: Report = {
  ...REPORT,
  2: [row(11, 5_000, 900), row(12, 333)],
  3: [row(13, 1)],
  8: [],
};

const CURRENCIES = ['EUR', 'JPY', 'EUR', 'EUR', 'BHD', 'EUR', 'EUR', 'EUR'];
const LATE_PANEL_USER = 9;

export class FixedWorld {
  nowMs = NOW_MS;
  report: Report = FIRST_REPORT;
  readonly mailed: Letter[] = [];
  readonly billing = new ModelBilling({
    prng: createPrng(1),
    nowMs: () => this.nowMs,
    outside: () => 0,
    passMs: () => {},
    violate: (what) => {
      throw new Error(what);
    },
  });
  panelUsers: PanelUser[] = [];
  #rows: readonly (readonly [string, readonly Record<string, unknown>[]])[] = [];
  #panelUsers: readonly PanelUser[] = [];

  static async open(): Promise<FixedWorld> {
    await emptyTables();
    const clients = CURRENCIES.map((currency, n) => ({
      email: `client-${n}@sim.test`,
      name: 'Client',
      currency,
      panelUserId: n + 2,
    }));
    const prices = [
      { currency: 'EUR', firstMonth: '2026-01', price: '0.0015' },
      { currency: 'JPY', firstMonth: '2026-01', price: '0.125' },
      { currency: 'BHD', firstMonth: '2026-01', price: '0.00005' },
    ];
    await openShop(prices, clients);
    // Enrolled at the first instant that belongs to November: not a client of October.
    await env.DB.prepare('UPDATE client SET enrolled_at_ms = ? WHERE panel_user_id = ?')
      .bind(Date.parse('2026-10-31T23:00:00Z'), LATE_PANEL_USER)
      .run();
    return new FixedWorld();
  }

  get ports(): Ports {
    const nothing = () => {};
    return {
      settings: settingsWith({
        timeZone: 'Europe/Berlin',
        currencies: CURRENCIES as never, // the settings' branded codes; these are known to core
        outlier: OUTLIER,
      }),
      clock: { nowMs: () => this.nowMs },
      callDeadline: { within: (_lastMs, work) => work() },
      random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
      log: { info: nothing, warn: nothing, error: nothing },
      store: createStore(env.DB),
      secrets,
      passwords: { hash: async (password) => ok(password), verify: async () => ok(true) },
      adminSignatures: { verify: never, keys: [], roleOf: () => undefined },
      ...unusedPorts(),
      panel: {
        findUsers: async () => ok(this.panelUsers.map((user) => ({ ...user }))),
        usersPage: never,
        createUser: async ({ email, billingUserId }) => {
          const id = 100 + this.panelUsers.length;
          this.panelUsers.push({ id, email, billingUserId, isAdmin: false });
          return ok({ panelUserId: id });
        },
        linkUser: async (id, billingUserId) => {
          this.panelUsers = this.panelUsers.map((u) => (u.id === id ? { ...u, billingUserId } : u));
          return ok(null);
        },
        lockUser: never,
        unlockUser: never,
        signOnUrl: never,
      },
      inventory: noInventory,
      ...noShopWindow,
      panelEvents: undefined,
      usage: {
        read: async (panelUserId) => this.#usage(panelUserId),
        usersAtOnce: 1,
        readMany: async (panelUserIds) => panelUserIds.map((id) => this.#usage(id)),
        readSoFar: never,
        readManySoFar: never,
      },
      mailer: {
        send: async (letter) => {
          this.mailed.push(letter);
          return ok(null);
        },
      },
      billing: this.billing.port,
      queue: { wake: async () => {} },
      runs: { start: never, approve: never, settled: never, wake: async () => {} },
    };
  }

  #usage(panelUserId: number): Usage {
    const servers = this.report[panelUserId];
    return servers
      ? { kind: 'measured', servers }
      : { kind: 'unavailable', why: 'panel_unreachable' };
  }

  /** Remembers everything as it is now. */
  async keep(): Promise<void> {
    const { results } = await env.DB.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'd1_%' AND name NOT LIKE '_cf_%'",
    ).all<{ name: string }>();
    const names = results.map(({ name }) => name);
    const tables = await env.DB.batch<Record<string, unknown>>(
      names.map((name) => env.DB.prepare(`SELECT * FROM ${name}`)),
    );
    this.#rows = names.map((name, i) => [name, tables[i]?.results ?? []] as const);
    this.#panelUsers = [...this.panelUsers];
  }

  /** Puts everything back to how it was kept. */
  async putBack(): Promise<void> {
    await emptyTables();
    const inserts = this.#rows.flatMap(([table, rows]) =>
      rows.map((values) => insertRow(table, values)),
    );
    await env.DB.batch([env.DB.prepare('PRAGMA defer_foreign_keys = on'), ...inserts]);
    this.nowMs = NOW_MS;
    this.panelUsers = [...this.#panelUsers];
    this.mailed.length = 0;
    this.billing.clients = [];
    this.billing.documents = [];
  }
}

async function never(): Promise<never> {
  throw new Error('not of this world');
}

function monthOf(text: string): BillingMonth {
  const month = parseMonth(text);
  if (!month.ok) throw new Error(`not a month: ${text}`);
  return month.value;
}

/** Every row that a run leaves behind, without the ids that chance made. */
export async function outcomeRows(): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const answers = await env.DB.batch(Object.values(ROWS).map((sql) => env.DB.prepare(sql)));
  return Object.fromEntries(Object.keys(ROWS).map((name, i) => [name, answers[i]?.results ?? []]));
}

const DOCUMENT = "inv.client_id || ' ' || inv.month || ' ' || inv.sequence";
const ROWS = {
  invoices: `SELECT ${DOCUMENT} AS document, kind, series, number_in_series, number, currency, total_minor, tokens, token_price,
      client_snapshot, seller_snapshot, item_hash, issued_at_ms, due_at_ms, delivered_at_ms FROM invoice AS inv ORDER BY 1`,
  lines: `SELECT ${DOCUMENT} AS document, line.kind, line.server_id, line.name, line.hours, line.tokens, line.amount_minor
      FROM invoice_line AS line JOIN invoice AS inv ON inv.id = line.invoice_id ORDER BY 1, line.server_id, line.kind DESC`,
  series: 'SELECT * FROM invoice_series',
  outbox: `SELECT task.kind, ${DOCUMENT} AS document, task.priority, task.state, task.attempts, task.due_at_ms
      FROM outbox AS task LEFT JOIN invoice AS inv ON inv.id = task.subject_id ORDER BY 2, 1`,
  audit: `SELECT event.action, CASE WHEN event.actor LIKE 'run:%' THEN 'run' ELSE event.actor END AS actor, event.at_ms, event.detail,
      coalesce(${DOCUMENT}, run.month || ' ' || run.trigger) AS subject
      FROM audit_event AS event LEFT JOIN invoice AS inv ON inv.id = event.subject_id
      LEFT JOIN invoice_run AS run ON run.id = event.subject_id ORDER BY 1, 5, 4`,
  items: `SELECT run.month || ' ' || run.trigger AS run, run.manifest, item.client_id, item.outcome, item.sequence, item.reason, item.currency,
      item.total_minor, item.content, item.hash FROM invoice_run_item AS item JOIN invoice_run AS run ON run.id = item.run_id ORDER BY run.manifest, 3`,
  runs: `SELECT month, trigger, state, cursor, header, manifest, issued, conflicts, failure, requested_by, created_at_ms, planned_at_ms,
      executed_at_ms FROM invoice_run ORDER BY manifest`,
  guards: 'SELECT * FROM commit_guard',
};
