// A few months of a small provider, out of a seed: who signs up, what the servers use, which crons run, what the
// operator asks for, and what breaks meanwhile. Then good weather, and the books must be right.
import { vi } from 'vitest';
import type { CurrencyCode } from '#core/money.ts';
import { type BillingMonth, monthAfter, monthAt, monthBefore, monthRange } from '#core/month.ts';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { pulse } from '#usecases/automation/pulse.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';
import { Acts, openShop, type Person } from './acts.ts';
import { changedPrices, whatIsWrong } from './always.ts';
import { emptyTables } from './empty-tables.ts';
import { type ClosedMonth, missingWithoutReason, whatIsWrongInTheEnd } from './in-the-end.ts';
import { CALM, type Weather } from './scheduler.ts';
import { OUTLIER, Simulation } from './simulation.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Starts whose months have a change of clocks, a change of year, or a leap day in them. */
const STARTS = ['2026-10-03', '2026-12-05', '2027-02-24', '2028-02-02'];
/** As docs/settings.md has it: what a provider gets who sets nothing. */
const DEFAULT_OUTLIER = { factor: 10, floorTokens: 50_000 };
const NAMES = ['Ada Lovelace', 'Zoë', '李雷', 'O\'Neil "Bo"', 'A'];

export interface Told {
  readonly invoices: number;
  readonly runs: number;
  readonly faults: number;
  /** Every call that was let through, in order. */
  readonly steps: readonly string[];
}

class SeedFailed extends Error {}

/** Plays one seed to its end; throws with what is wrong, the seed and the last events. */
export async function playSeed(seed: number, weather: 'rough' | 'calm' = 'rough'): Promise<Told> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 });
  const story = new Story(seed, weather);
  try {
    return await story.play();
  } catch (error) {
    throw new SeedFailed(story.report(error));
  } finally {
    vi.useRealTimers();
  }
}

class Story {
  readonly #world: Simulation;
  readonly #acts: Acts;
  readonly #weather: 'rough' | 'calm';
  readonly #people: Person[] = [];
  readonly #closed: ClosedMonth[] = [];
  #running: BillingMonth;
  #before: Snapshot | undefined;
  #faults = 0;

  constructor(seed: number, weather: 'rough' | 'calm') {
    const start = STARTS[seed % STARTS.length] ?? '';
    this.#world = new Simulation(
      seed,
      Date.parse(`${start}T10:00:00Z`),
      weather === 'calm' ? DEFAULT_OUTLIER : OUTLIER,
    );
    this.#acts = new Acts(this.#world);
    this.#weather = weather;
    this.#running = monthAt(this.#world.nowMs, this.#world.settings.timeZone);
  }

  async play(): Promise<Told> {
    await emptyTables();
    await this.#open();
    const months = this.#world.prng.pick([1, 1, 2, 3]);
    for (let n = 0; n < months; n++) {
      await this.#middleOfMonth();
      this.#endMonth();
      await this.#firstDays();
    }
    const told = await this.#settle();
    if (this.#weather === 'calm') this.#expectNobodyParked(told);
    return {
      invoices: told.invoices.length,
      runs: told.runs.length,
      faults: this.#faults,
      steps: this.#world.scheduler.steps,
    };
  }

  /** Short enough to read: what is wrong, how to see it again, and the way there. */
  report(error: unknown): string {
    const { seed, scheduler, settings } = this.#world;
    return [
      `seed ${seed} (${settings.timeZone}): ${error instanceof Error ? error.message : String(error)}`,
      `again: npm run simulate -- --from ${seed} --seeds 1`,
      ...scheduler.events.slice(-60).map((event) => `  ${event}`),
      'last calls:',
      ...scheduler.steps.slice(-12).map((step) => `  ${step}`),
    ].join('\n');
  }

  async #open(): Promise<void> {
    const { prng, panel, nowMs } = this.#world;
    panel.refusesKnownAddress = prng.chance(0.3);
    const currencies = ['EUR', 'USD', 'JPY', 'BHD'];
    const late = prng.chance(0.2) ? prng.pick(currencies) : '';
    const prices = currencies.map((currency) => ({
      currency,
      firstMonth: currency === late ? monthAfter(this.#running) : '2026-01',
      price: this.#price(),
    }));
    const count = prng.between(2, 4);
    const clients = Array.from({ length: count }, (_, n) => {
      const email = `client-${n}@sim.test`;
      const enrolled = n === 0 || prng.chance(0.8);
      const panelUserId = enrolled ? panel.addUser(email, 501 + n) : null;
      if (panelUserId !== null) {
        const servers = prng.between(0, 2);
        for (let s = 0; s < servers; s++)
          panel.startServer(panelUserId, nowMs - prng.below(9) * DAY_MS);
      }
      return { email, name: prng.pick(NAMES), currency: prng.pick(currencies), panelUserId };
    });
    await openShop(prices, clients);
    this.#close(monthBefore(this.#running));
    const strangers = prng.between(1, 3);
    for (let n = 0; n < strangers; n++) {
      const email = `Person-${n}@sim.test`.toLowerCase();
      this.#people.push({
        email,
        name: prng.pick(NAMES),
        currency: prng.pick(currencies) as CurrencyCode,
        browserSecret: `browser-${n}`,
      });
      // Known to the panel already: as a customer of old, or as somebody who must never be adopted.
      if (prng.chance(0.15)) panel.addUser(email.toUpperCase(), null);
      else if (prng.chance(0.1)) panel.addUser(email, null, true);
    }
  }

  async #middleOfMonth(): Promise<void> {
    const { prng, settings } = this.#world;
    const { endMs } = monthRange(this.#running, settings.timeZone);
    const epochs = prng.between(3, 5);
    for (let n = 0; n < epochs; n++) {
      const room = endMs - HOUR_MS - this.#world.nowMs;
      if (room < HOUR_MS) break;
      this.#world.nowMs += prng.chance(0.4)
        ? prng.between(5, 60) * 60_000
        : prng.below(Math.floor(room / 2));
      await this.#epoch(`in ${this.#running}`, () => {
        this.#peopleAct();
        if (prng.chance(0.5)) this.#someCron();
        if (prng.chance(0.5)) this.#queue();
        if (prng.chance(0.25)) this.#changePrice();
        if (prng.chance(0.1)) this.#acts.replay();
      });
      this.#useServers();
    }
  }

  #endMonth(): void {
    const { settings } = this.#world;
    const { endMs } = monthRange(this.#running, settings.timeZone);
    this.#world.nowMs = endMs + this.#world.prng.below(20 * 60_000);
    this.#close(this.#running);
    this.#running = monthAfter(this.#running);
  }

  #close(month: BillingMonth): void {
    const { settings, panel } = this.#world;
    const range = monthRange(month, settings.timeZone);
    panel.closeMonth(month, range, settings.timeZone);
    this.#closed.push({ month, endMs: range.endMs });
    this.#world.tell(`${month} is over`);
  }

  /** The days in which a month is billed: crons that come twice, or not at all, and an operator who is impatient. */
  async #firstDays(): Promise<void> {
    const { prng } = this.#world;
    const days = prng.between(2, 4);
    for (let day = 0; day < days; day++) {
      this.#world.nowMs = nextCron(this.#world.nowMs);
      await this.#epoch('day', () => {
        if (prng.chance(0.8)) this.#cron();
        if (prng.chance(0.3)) this.#cron();
        if (prng.chance(0.3)) this.#someCron();
        const plan = this.#acts.plans.at(-1);
        if (plan && prng.chance(0.4)) this.#acts.execute(plan);
        else if (prng.chance(0.4)) this.#operator();
        if (prng.chance(0.3)) this.#peopleAct();
      });
      if (prng.chance(0.5)) this.#reviseUsage();
      this.#world.nowMs += prng.between(1, 200) * 60_000;
      await this.#epoch('later', () => {
        if (prng.chance(0.5)) this.#someCron();
        if (prng.chance(0.7)) this.#operator();
        if (prng.chance(0.4)) this.#operator();
        if (prng.chance(0.4)) this.#queue();
      });
    }
  }

  /** Good days: nothing breaks any more, and an operator who does what the parked items ask for. */
  async #settle(): Promise<Snapshot> {
    const { scheduler, settings } = this.#world;
    const good = (name: string, begin: () => void) => this.#epoch(name, begin, CALM);
    this.#world.tell('good weather');
    for (let day = 0; day < 2; day++) {
      this.#world.nowMs = nextCron(this.#world.nowMs);
      await good('good day', () => this.#cron());
    }
    const last = monthBefore(monthAt(this.#world.nowMs, settings.timeZone));
    const closed = this.#closed.filter(({ month }) => month === last);
    let now = await takeSnapshot();
    // Eight crashes in a row, which bad weather can bring about, set a run aside until somebody approves it again.
    const setAside = now.runs.filter(
      ({ state, trigger }) => state === 'execution_failed' && trigger === 'override',
    );
    for (const { month, manifest } of setAside) {
      await good('approve again', () =>
        this.#acts.execute({ month: month as BillingMonth, manifest }),
      );
    }
    this.#demand(closed.flatMap((one) => missingWithoutReason(this.#world, now, one)));

    for (let round = 0; round < 4; round++) {
      for (const { month } of this.#closed) {
        await good('a last look', () => this.#acts.plan(month as BillingMonth, true));
        const plan = this.#acts.plans.at(-1);
        if (plan?.month !== month) throw new Error(`${month} could not be planned in good weather`);
        await good('approve', () => this.#acts.execute(plan));
      }
      now = await takeSnapshot();
      // What was frozen in bad weather may be parked for that: the next plan asks again.
      const parked = heldBack(now).filter(({ reason }) => reason !== 'price_missing');
      if (parked.length === 0) break;
      await good('release', () => {
        for (const { client, month, reason } of parked.filter(isReleasable))
          this.#acts.release(client, month, reason);
      });
    }
    for (let day = 0; day < 2; day++) {
      this.#world.nowMs = nextCron(this.#world.nowMs);
      await good('good day', () => this.#cron());
      this.#world.nowMs += HOUR_MS;
      await good('mails', () => this.#queue());
    }
    scheduler.weather = CALM;
    now = await takeSnapshot();
    this.#demand(whatIsWrongInTheEnd(this.#world, now, this.#closed, this.#acts.approved));
    return now;
  }

  /** Some things at once, in an order and with faults that the seed decides; then a look at what holds always. */
  async #epoch(name: string, begin: () => void, weather = this.#someWeather()): Promise<void> {
    const { scheduler, prng, objects } = this.#world;
    this.#world.tell(
      `${name}${weather === CALM ? '' : ` (kill ${weather.kill}, lose ${weather.lose}, outside ${weather.outside})`}`,
    );
    scheduler.weather = weather;
    this.#world.queueWorks = weather === CALM || prng.chance(0.8);
    if (weather !== CALM && objects.length === 1 && prng.chance(0.4)) this.#world.splitObject();
    if (weather === CALM) this.#world.objects = objects.slice(0, 1);
    const eventsBefore = scheduler.events.length;
    vi.setSystemTime(this.#world.nowMs);
    begin();
    await scheduler.run();
    if (weather !== CALM) this.#faults += scheduler.events.length - eventsBefore;
    const now = await takeSnapshot();
    const { timeZone } = this.#world.settings;
    const running = monthAt(this.#world.nowMs, timeZone);
    this.#demand([
      ...this.#world.violations,
      ...whatIsWrong(now, this.#world.panel.users),
      ...(this.#before ? changedPrices(this.#before, now, running) : []),
    ]);
    this.#before = now;
  }

  #someWeather(): Weather {
    const { prng } = this.#world;
    if (this.#weather === 'calm' || prng.chance(0.15)) return CALM;
    return {
      kill: prng.pick([0, 0.01, 0.05]),
      lose: prng.pick([0, 0.01, 0.05]),
      outside: prng.pick([0, 0.2, 0.5]),
    };
  }

  #peopleAct(): void {
    const { prng } = this.#world;
    for (const person of this.#people) {
      if (!prng.chance(0.6)) continue;
      if (!this.#acts.accept(person) || prng.chance(0.1)) this.#acts.signUp(person);
    }
    for (const { email, state } of this.#before?.clients ?? []) {
      if (state === 'not_enrolled' && prng.chance(0.5)) this.#acts.enrol(email);
    }
  }

  /** Enrolled clients start and stop servers; now and then one runs wild. */
  #useServers(): void {
    const { prng, panel, nowMs } = this.#world;
    for (const { panel_user_id: userId, state } of this.#before?.clients ?? []) {
      if (userId === null || state !== 'enrolled') continue;
      if (prng.chance(0.35)) panel.startServer(userId, nowMs - prng.below(3 * HOUR_MS));
      if (prng.chance(0.1)) panel.stopServers(userId, nowMs);
      if (this.#weather === 'rough' && prng.chance(0.06)) panel.startServer(userId, nowMs, 400);
    }
  }

  #operator(): void {
    const { prng } = this.#world;
    const { month } = prng.pick(this.#closed);
    switch (prng.below(6)) {
      case 0:
      case 1:
        this.#acts.plan(month as BillingMonth, prng.chance(0.6), prng.chance(0.6));
        break;
      case 2:
      case 3: {
        const plan = prng.chance(0.6) ? this.#acts.plans.at(-1) : this.#acts.plans[0];
        if (plan) this.#acts.execute(plan);
        else this.#acts.plan(month as BillingMonth, false);
        break;
      }
      case 4:
        this.#acts.execute({ month: month as BillingMonth, manifest: 'f'.repeat(64) });
        break;
      default: {
        const [parked] = heldBack(this.#before).filter(isReleasable);
        if (parked) this.#acts.release(parked.client, parked.month, parked.reason);
        else this.#acts.replay();
      }
    }
  }

  /** Hours that come in late, or turn out to be wrong. */
  #reviseUsage(): void {
    const { prng, panel } = this.#world;
    const { month } = prng.pick(this.#closed);
    const known = (this.#before?.clients ?? [])
      .flatMap(({ panel_user_id: id }) => id ?? [])
      .filter((userId) => panel.truth(month, userId).length > 0);
    if (known.length === 0) return;
    const userId = prng.pick(known);
    if (panel.revise(month, userId)) this.#world.tell(`usage of ${userId} in ${month} is revised`);
  }

  #changePrice(): void {
    const { prng } = this.#world;
    const month = prng.chance(0.7)
      ? monthAfter(this.#running)
      : prng.pick([this.#running, monthBefore(this.#running)]);
    this.#acts.setPrice(prng.pick(['EUR', 'USD', 'JPY', 'BHD']), month, this.#price());
  }

  #price(): string {
    return this.#world.prng.pick(['0.0015', '0.0012', '0.5', '0.1234567', '1', '0.00125', '2.005']);
  }

  #cron(): void {
    this.#world.act('daily', (ports) => dailyAutomation(ports, 'cron'));
  }

  #someCron(): void {
    if (this.#world.prng.chance(0.4)) this.#cron();
    else this.#world.act('pulse', pulse);
  }

  #queue(): void {
    this.#world.act('queue', (ports) => drainOutbox(ports));
  }

  /** Nobody whose past is an ordinary one is ever held back. */
  #expectNobodyParked({ items }: Snapshot): void {
    const parked = items.filter(
      ({ outcome, reason }) => outcome === 'parked' && reason !== 'price_missing',
    );
    this.#demand(parked.map(({ client_id, reason }) => `${client_id} is held back for ${reason}`));
  }

  #demand(complaints: readonly string[]): void {
    if (complaints.length > 0) throw new Error(complaints.slice(0, 6).join('\n    '));
  }
}

interface HeldBack {
  readonly client: string;
  readonly month: string;
  readonly reason: string;
}

/** The parked of each month's newest executed run. */
function heldBack(now: Snapshot | undefined): HeldBack[] {
  const runs = (now?.runs ?? []).filter(({ state }) => state === 'executed');
  const newest = new Map(runs.map((run) => [run.month, run.id]));
  return [...newest].flatMap(([month, id]) =>
    (now?.items ?? [])
      .filter(({ run_id, outcome }) => run_id === id && outcome === 'parked')
      .map(({ client_id: client, reason }) => ({ client, month, reason })),
  );
}

/** What an operator may overrule. */
const isReleasable = ({ reason }: HeldBack) => RELEASABLE.includes(reason);
const RELEASABLE = ['outlier', 'resource_in_two_clients', 'hours_beyond_month'];

/** The next 01:15 UTC, when the daily cron is due. */
function nextCron(nowMs: number): number {
  const at = Math.floor(nowMs / DAY_MS) * DAY_MS + 75 * 60_000;
  return at > nowMs ? at : at + DAY_MS;
}
