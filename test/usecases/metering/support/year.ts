// A year of random lives in the emulated panel, and of looks and events that go wrong. Births happen at even minutes and
// everything else at odd ones, so that no hour ends in the very minute in which something changes.

import { runCron } from '../../../../src/jobs/cron.ts';
import { createPrng, type Prng } from '../../../simulation/support/prng.ts';
import { PANEL_TOKEN } from '../../../support/credentials.ts';
import type { World } from '../../../support/world.ts';
import type { ToyLife, ToyPlan, ToyState } from './brute-force.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const YEAR = { startMs: Date.UTC(2026, 0, 1), endMs: Date.UTC(2027, 0, 1) };
export const SECRET = 'a-secret-that-only-the-panel-knows-0001';
const USERS = 4;
const ACTS = 240;

interface Live extends ToyLife {
  now: ToyState;
  ipIds: number[];
  suspended: boolean;
}

export interface Year {
  readonly lives: readonly ToyLife[];
  readonly userIds: readonly number[];
  readonly told: Readonly<Record<string, number>>;
}

export async function liveAYear(world: World, seed: number): Promise<Year> {
  const year = new YearInThePanel(world, createPrng(seed));
  await year.begin();
  await year.live();
  return { lives: year.lives, userIds: year.userIds, told: year.told };
}

class YearInThePanel {
  readonly lives: Live[] = [];
  readonly told: Record<string, number> = {};
  userIds: number[] = [];
  readonly #world: World;
  readonly #prng: Prng;
  readonly #plans: ToyPlan[] = [];
  /** The panel's clock is ahead of ours by this, or behind. */
  readonly #skewMs: number;
  #nowMs = YEAR.startMs - DAY_MS;
  #down = false;
  /** Something happened that no look has shown. */
  #dirty = true;
  #deliveries = 0;
  /** Events that wait in the store: server and when they came. */
  #waiting: { readonly id: number; readonly atMs: number }[] = [];
  /** Events that are still under way. */
  #late: string[] = [];

  constructor(world: World, prng: Prng) {
    this.#world = world;
    this.#prng = prng;
    this.#skewMs = prng.pick([-4, -2, 0, 2, 6]) * MINUTE_MS;
  }

  async begin(): Promise<void> {
    await this.#at(this.#nowMs);
    const users = Array.from({ length: USERS }, (_, n) => ({
      email: `user-${n}@example.com`,
      password: 'Abcdef123',
    }));
    this.userIds = (await this.#world.emulators.seed(...users)).map(({ id }) => id);
    for (const wish of PLANS) {
      const { id } = await this.#api('POST', '/plans', { name: 'Toy', ...wish });
      this.#plans.push(toyPlan({ id, ...wish }));
    }
    const url = `http://127.0.0.1:9/panel/events/${SECRET}`;
    const hold = Array.from({ length: 5_000 }, () => 'hold');
    await this.#control({ events: { handlers: [{ name: 'billing', url }], faults: hold } });
    for (let n = 0; n < 12; n++) await this.#create();
    await this.#look();
  }

  async live(): Promise<void> {
    const moments = this.#momentsOfActs();
    for (const momentMs of moments) {
      await this.#lookBefore(momentMs);
      await this.#act(momentMs);
    }
    await this.#recover(YEAR.endMs - 5 * HOUR_MS);
    await this.#at(YEAR.endMs + 7 * MINUTE_MS);
    await this.#look();
  }

  #momentsOfActs(): number[] {
    const minutes = (YEAR.endMs - YEAR.startMs - DAY_MS) / MINUTE_MS;
    const moments = Array.from(
      { length: ACTS },
      () => YEAR.startMs + this.#prng.below(minutes / 2) * 2 * MINUTE_MS,
    );
    return [...new Set(moments)].sort((a, b) => a - b);
  }

  /** The hourly look that comes between the last act and this moment; quiet hours have none, because they show nothing. */
  async #lookBefore(momentMs: number): Promise<void> {
    const nextMs = Math.floor(this.#nowMs / HOUR_MS) * HOUR_MS + 7 * MINUTE_MS;
    const lookMs = nextMs > this.#nowMs ? nextMs : nextMs + HOUR_MS;
    if (!this.#dirty || lookMs >= momentMs) return;
    await this.#at(lookMs);
    await this.#look();
  }

  /** An act begins at an even minute; all but a birth happens in the odd one after it. */
  async #act(momentMs: number): Promise<void> {
    if (momentMs <= this.#nowMs) return;
    const roll = this.#prng.below(100);
    if (roll < 3) return this.#outage(momentMs);
    if (this.#down && this.#prng.chance(0.4)) return this.#recover(momentMs);
    if (roll < 27 || this.#alive().length < 8) {
      await this.#at(momentMs);
      await this.#create();
      if (roll < 12) await this.#shortLife(momentMs);
      return;
    }
    await this.#at(momentMs + MINUTE_MS);
    const server = this.#prng.pick(this.#alive());
    if (roll < 42) await this.#delete(server);
    else if (roll < 58) await this.#resize(server);
    else if (roll < 72) await this.#switchBackups(server);
    else if (roll < 85) await this.#changeAddresses(server);
    else if (roll < 90) await this.#suspend(server);
    else if (roll < 93) await this.#editPlan();
    else await this.#lateEvents();
  }

  async #create(): Promise<void> {
    const userId = this.#prng.pick(this.userIds);
    const plan = this.#prng.pick(this.#plans);
    const [backups, ips] = [this.#prng.chance(0.4), this.#prng.chance(0.3) ? 2 : 0];
    const made = await this.#api('POST', '/servers', {
      name: `web-${this.lives.length}`,
      plan: plan.id,
      location: 1,
      os: 1,
      user: userId,
      backup_settings: { enabled: backups },
      additional_ip_count: ips,
    });
    const now = { plan, backups, ips };
    const [bornMs, diedMs] = [Date.parse(made.created_at), Infinity];
    const life = { id: made.id, userId, bornMs, diedMs, firstPlan: plan, shown: [], now };
    const ipIds = made.ip_addresses.ipv4.slice(1).map(({ id }: { readonly id: number }) => id);
    this.lives.push({ ...life, ipIds, suspended: false });
    await this.#happened('created');
  }

  /** Dies within the hour, often between two looks. */
  async #shortLife(bornAtMs: number): Promise<void> {
    const server = this.lives.at(-1);
    if (!server) return;
    await this.#at(bornAtMs + (1 + 2 * this.#prng.below(28)) * MINUTE_MS);
    await this.#delete(server);
  }

  async #delete(server: Live): Promise<void> {
    await this.#api('DELETE', `/servers/${server.id}`);
    server.diedMs = this.#nowMs + this.#skewMs;
    await this.#happened('deleted');
  }

  async #resize(server: Live): Promise<void> {
    const plan = this.#prng.pick(this.#plans.filter(({ id }) => id !== server.now.plan.id));
    await this.#api('POST', `/servers/${server.id}/resize`, { plan_id: plan.id });
    server.now = { ...server.now, plan };
    await this.#happened('resized');
  }

  async #switchBackups(server: Live): Promise<void> {
    const backups = !server.now.backups;
    await this.#api('PATCH', `/servers/${server.id}`, { backup_settings: { enabled: backups } });
    server.now = { ...server.now, backups };
    await this.#happened('backups');
  }

  async #changeAddresses(server: Live): Promise<void> {
    if (server.ipIds.length > 0 && this.#prng.chance(0.5)) {
      await this.#api('DELETE', `/servers/${server.id}/ips`, { ids: [server.ipIds.pop()] });
    } else {
      const added = await this.#api('POST', `/servers/${server.id}/ips`, { count: 1 });
      server.ipIds.push(added[0].id);
    }
    server.now = { ...server.now, ips: server.ipIds.length };
    await this.#happened('addresses');
  }

  async #suspend(server: Live): Promise<void> {
    await this.#api('POST', `/servers/${server.id}/${server.suspended ? 'resume' : 'suspend'}`);
    server.suspended = !server.suspended;
    await this.#happened('suspended');
  }

  /** Only when everything so far was seen: nobody could know the old price of a server that was never seen. */
  async #editPlan(): Promise<void> {
    if (this.#dirty || this.#down) return;
    const n = this.#prng.below(this.#plans.length);
    const old = this.#plans[n];
    if (!old) return;
    const perHour = this.#prng.between(1, 30);
    await this.#api('PATCH', `/plans/${old.id}`, { tokens_per_hour: perHour });
    this.#plans[n] = { ...old, perHour };
    this.#count('price edited');
  }

  async #outage(momentMs: number): Promise<void> {
    if (this.#down) return this.#recover(momentMs);
    await this.#at(momentMs + MINUTE_MS);
    // Reading fails; what happens in the panel goes on happening.
    const rule = { path: '/*', method: 'GET', status: 503, times: 1_000_000 };
    await this.#world.emulators.control(rule as Parameters<World['emulators']['control']>[0]);
    this.#down = true;
    this.#count('outage');
  }

  /** The panel is back; the pulse goes on with what stopped. */
  async #recover(momentMs: number): Promise<void> {
    if (!this.#down) return;
    await this.#at(momentMs + MINUTE_MS);
    await fetch(`${this.#world.emulators.panelUrl}/control`, { method: 'DELETE' });
    this.#down = false;
    await this.#at(
      Math.ceil((momentMs + 2 * MINUTE_MS) / (10 * MINUTE_MS)) * 10 * MINUTE_MS + 5 * MINUTE_MS,
    );
    await this.#look('*/5 * * * *');
  }

  /** What happened, and what becomes of the event that tells it. */
  async #happened(what: string): Promise<void> {
    this.#count(what);
    this.#dirty = true;
    const all = await this.#deliveriesSoFar();
    const fresh = all.slice(this.#deliveries);
    this.#deliveries = all.length;
    for (const { url } of fresh) {
      const fate = this.#prng.below(10);
      if (fate < 3) this.#count('event lost');
      else if (fate < 5) this.#late.push(url);
      else if (fate < 7) await this.#deliver([url, url]);
      else await this.#deliver([url]);
    }
  }

  /** Events that were held up arrive, newest first. */
  async #lateEvents(): Promise<void> {
    const urls = this.#late.splice(0).reverse();
    if (urls.length > 0) this.#count('events late');
    await this.#deliver(urls);
  }

  async #deliver(urls: readonly string[]): Promise<void> {
    for (const url of urls) {
      const { pathname, search, searchParams } = new URL(url);
      const answer = await this.#world.request(pathname + search, { method: 'POST' });
      if (answer.status !== 202) throw new Error(`the event was answered ${answer.status}`);
      this.#waiting.push({ id: Number(searchParams.get('server_id')), atMs: this.#nowMs });
      if (!this.#down) this.#settled();
    }
  }

  /** Every server that an event waits for has been asked for. */
  #settled(): void {
    const ids = new Set(this.#waiting.map(({ id }) => id));
    for (const life of this.#alive()) if (ids.has(life.id)) this.#show(life);
    // One that neither side knows goes on waiting, and asking for it again shows nothing.
    this.#waiting = this.#waiting.filter(
      ({ id }) => this.lives.find((l) => l.id === id)?.diedMs !== Infinity,
    );
  }

  async #look(cron = '7 * * * *'): Promise<void> {
    const before = await this.#goodLooks();
    await runCron(cron, this.#world.ports);
    const after = await this.#goodLooks();
    this.#count(after.count > before.count ? 'good look' : 'failed look');
    if (after.count === before.count) return;
    for (const life of this.#alive()) this.#show(life);
    this.#waiting = this.#waiting.filter(({ atMs }) => atMs >= after.startedAtMs);
    this.#dirty = false;
  }

  #show(life: Live): void {
    const last = life.shown.at(-1);
    if (last?.atMs === this.#nowMs) life.shown.pop();
    life.shown.push({ atMs: this.#nowMs, state: life.now });
  }

  #alive(): Live[] {
    return this.lives.filter(({ diedMs }) => diedMs === Infinity);
  }

  async #goodLooks(): Promise<{ count: number; startedAtMs: number }> {
    const [row] = await this.#world.sql<{ count: number; startedAtMs: number }>(
      "SELECT count(*) AS count, max(started_at_ms) AS startedAtMs FROM metering_look WHERE state = 'good'",
    );
    return row ?? { count: 0, startedAtMs: 0 };
  }

  async #at(ms: number): Promise<void> {
    this.#nowMs = ms;
    await this.#world.setNow(new Date(ms).toISOString(), this.#skewMs);
  }

  async #api(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${this.#world.emulators.panelApiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${PANEL_TOKEN}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    // biome-ignore lint/suspicious/noExplicitAny: a test reads foreign JSON
    return text === '' ? undefined : ((JSON.parse(text) as { data: any }).data as any);
  }

  async #control(body: unknown): Promise<void> {
    const answer = await fetch(`${this.#world.emulators.panelUrl}/control`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  async #deliveriesSoFar(): Promise<readonly { url: string }[]> {
    const answer = await fetch(`${this.#world.emulators.panelUrl}/deliveries`);
    return (await answer.json()) as { url: string }[];
  }

  #count(what: string): void {
    this.told[what] = (this.told[what] ?? 0) + 1;
  }
}

const PLANS = [
  plan(7, 5000, 10, 1, 500),
  plan(14, 3000, 12.5, 3, 200),
  plan(28, 20_000, 20, 0, 0),
  plan(10, 0, 0, 2, 0),
];

function plan(hour: number, month: number, backup: number, ipHour: number, ipMonth: number) {
  return {
    tokens_per_hour: hour,
    tokens_per_month: month,
    backup_price: backup,
    ip_tokens_per_hour: ipHour,
    ip_tokens_per_month: ipMonth,
  };
}

function toyPlan(given: ReturnType<typeof plan> & { readonly id: number }): ToyPlan {
  return {
    id: given.id,
    perHour: given.tokens_per_hour,
    perMonth: given.tokens_per_month,
    backupPercent: given.backup_price,
    ipPerHour: given.ip_tokens_per_hour,
    ipPerMonth: given.ip_tokens_per_month,
  };
}
