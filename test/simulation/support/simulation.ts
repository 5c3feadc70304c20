// One simulated world: real use cases, run object and database; the rest in memory. Everything that happens in it
// follows from its seed.
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { createSecrets } from '#adapters/jose/secrets.ts';
import type { SignedClaims } from '#core/invoicing/override.ts';
import type { CurrencyCode } from '#core/money.ts';
import { ok } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import type { RunObject } from '#ports/run-object.ts';
import type { Settings } from '#ports/settings.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';
import { InvoiceRun } from '../../../src/durable-objects/invoice-run.ts';
import { registerWorld } from '../../support/worlds.ts';
import { ModelBilling } from './model-billing.ts';
import { ModelPanel, type Surroundings } from './model-panel.ts';
import { ModelMail } from './model-receivers.ts';
import { noInventory } from './no-inventory.ts';
import { noShopWindow } from './no-shop-window.ts';
import { createPrng, type Prng } from './prng.ts';
import { type Actor, Scheduler } from './scheduler.ts';
import { settingsWith } from './settings.ts';
import { unusedPorts } from './unused-ports.ts';
import { wrapPorts } from './wrap-ports.ts';

export const OUTLIER = { factor: 3, floorTokens: 6_000 };
/** Longer than any wait of the run object. */
const TIMERS_RUN_OUT_MS = 60_000;
const TIME_ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Atlantic/Azores'];
const CURRENCIES = ['EUR', 'USD', 'JPY', 'BHD'] as unknown as readonly [
  CurrencyCode,
  ...CurrencyCode[],
];

/** Derived keys are expensive, and sealing is the same in every world. */
const secrets = createSecrets('a secret that only the simulation knows, and long enough');

class SimulatedRunObject extends InvoiceRun {
  protected override compose(ports: unknown): Ports {
    return ports as Ports; // handed over by `ObjectLife`
  }
}

export class Simulation {
  readonly seed: number;
  /** What happens: the story, the order, the faults. */
  readonly prng: Prng;
  readonly scheduler: Scheduler;
  readonly settings: Settings;
  readonly panel: ModelPanel;
  readonly mail: ModelMail;
  readonly billing: ModelBilling;
  readonly violations: string[] = [];
  nowMs: number;
  /** Usually one. Two at once: a stale one that does not know it yet. */
  objects: ObjectLife[] = [];
  /** Whether a lost wake-up of the queue is one of the faults of this epoch. */
  queueWorks = true;
  readonly #idBytes: Prng;
  #actors = 0;

  constructor(seed: number, startMs: number, outlier = OUTLIER) {
    this.seed = seed;
    this.nowMs = startMs;
    this.prng = createPrng(seed);
    this.#idBytes = createPrng(seed ^ 0x5eed);
    this.scheduler = new Scheduler(
      this.prng,
      () => {
        this.nowMs += this.prng.below(40);
      },
      () => void vi.advanceTimersByTime(TIMERS_RUN_OUT_MS),
    );
    const timeZone = this.prng.pick(TIME_ZONES);
    this.settings = settingsWith({ timeZone, currencies: CURRENCIES, outlier });
    const around: Surroundings = {
      prng: this.prng,
      nowMs: () => this.nowMs,
      outside: () => this.scheduler.weather.outside,
      passMs: (ms) => {
        this.nowMs += ms;
      },
      violate: (what) => void this.violations.push(what),
    };
    this.panel = new ModelPanel(around);
    this.mail = new ModelMail(around);
    this.billing = new ModelBilling(around);
    this.scheduler.extras.push({
      ready: () => this.objects.some((object) => object.alarmIsDue()),
      go: () => this.objects.find((object) => object.alarmIsDue())?.fireAlarm(),
    });
  }

  tell(what: string): void {
    this.scheduler.events.push(`${new Date(this.nowMs).toISOString()} ${what}`);
  }

  /** One invocation, with ports of its own. */
  act(name: string, work: (ports: Ports) => Promise<unknown>): void {
    const actor = this.newActor(name);
    this.scheduler.spawn(actor, () => work(this.portsOf(actor)));
  }

  newActor(name: string, onDeath?: () => void): Actor {
    const actor = { name: `${name}#${++this.#actors}`, dead: false };
    return onDeath ? { ...actor, onDeath } : actor;
  }

  portsOf(actor: Actor): Ports {
    const ports: Omit<Ports, 'store'> = {
      settings: this.settings,
      clock: { nowMs: () => this.nowMs },
      callDeadline: { within: (_lastMs, work) => work() },
      random: { bytes: (length) => this.#idBytes.bytes(length) },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      secrets,
      passwords: {
        hash: async (password) => ok(`plain:${password}`),
        verify: async (password, hash) => ok(hash === `plain:${password}`),
      },
      ...unusedPorts(),
      adminSignatures: {
        verify: async (jws) => ok(parseRequest(jws)),
        keys: [],
        roleOf: () => 'operator',
      },
      panel: this.panel.virtualization,
      usage: this.panel.usage,
      inventory: noInventory,
      ...noShopWindow,
      panelEvents: undefined,
      mailer: { send: (letter, reference) => this.mail.send(letter, reference) },
      billing: this.billing.port,
      queue: { wake: async (afterMs) => this.#wakeQueue(afterMs) },
      runs: this.#runsFor(actor),
    };
    return wrapPorts(ports, env.DB, (label, kind, work) =>
      this.scheduler.gate(actor, label, work, kind, label.startsWith('db ')),
    );
  }

  /** Another life of the object begins while the earlier one still works: the worst that the platform can do. */
  splitObject(): void {
    this.objects.push(new ObjectLife(this));
  }

  #wakeQueue(afterMs = 0): void {
    if (!this.queueWorks || afterMs > 0 || this.prng.chance(0.4)) return;
    this.act('queue', (ports) => drainOutbox(ports));
  }

  /** Calls to the run object, as a Worker makes them: the caller may die while the object goes on, and the other way round. */
  #runsFor(actor: Actor): RunObject {
    const call = async <T>(name: string, work: (object: InvoiceRun) => Promise<T>): Promise<T> => {
      const gate = (what: string) => this.scheduler.gate(actor, `runs.${name} ${what}`, () => {});
      await gate('call');
      const result = await this.#anyObject().call(work);
      await gate('reply');
      return result;
    };
    return {
      start: (request) => call('start', (object) => object.start(request)),
      approve: (approval) => call('approve', (object) => object.approve(approval)),
      settled: (runId, timeoutMs) => call('settled', (object) => object.settled(runId, timeoutMs)),
      wake: () => call('wake', (object) => object.wake()),
    };
  }

  #anyObject(): ObjectLife {
    this.objects = this.objects.filter(({ actor }) => !actor.dead);
    if (this.objects.length === 0) this.objects.push(new ObjectLife(this));
    return this.prng.pick(this.objects);
  }
}

/** One life of the run object: the real class over a storage in memory, until something kills it. */
class ObjectLife {
  readonly actor: Actor;
  readonly #world: Simulation;
  readonly #object: InvoiceRun;
  readonly #callers = new Set<(error: Error) => void>();
  readonly #stored = new Map<string, unknown>();
  #alarm: number | null = null;
  #inAlarm = false;

  constructor(world: Simulation, alarm: number | null = null) {
    this.#world = world;
    this.#alarm = alarm;
    this.actor = world.newActor('object', () => this.#died());
    // The platform's class accepts only a state of its own; the object is given another to work with at once.
    this.#object = new SimulatedRunObject(anyState, world.portsOf(this.actor));
    Object.defineProperty(this.#object, 'ctx', { value: { storage: this.#storage() } });
  }

  alarmIsDue(): boolean {
    return this.#alarm !== null && !this.#inAlarm && !this.actor.dead;
  }

  fireAlarm(): void {
    this.#alarm = null;
    this.#inAlarm = true;
    this.#world.scheduler.spawn(this.actor, async () => {
      try {
        await this.#object.alarm();
      } catch (error) {
        // The platform tries an alarm that failed again.
        this.#alarm = 0;
        throw error;
      } finally {
        this.#inAlarm = false;
      }
    });
  }

  async call<T>(work: (object: InvoiceRun) => Promise<T>): Promise<T> {
    let reset: (error: Error) => void = () => {};
    const died = new Promise<never>((_, reject) => {
      reset = reject;
    });
    this.#callers.add(reset);
    try {
      return await Promise.race([work(this.#object), died]);
    } finally {
      this.#callers.delete(reset);
    }
  }

  #died(): void {
    for (const reset of this.#callers) reset(new Error('the object was reset'));
    const { prng, objects } = this.#world;
    this.#world.objects = objects.filter((object) => object !== this);
    // An alarm is tried again, or is lost for good; then the pulse or the next day finds the run.
    const alarm = (this.#alarm !== null || this.#inAlarm) && prng.chance(0.7) ? 0 : null;
    if (this.#world.objects.length === 0)
      this.#world.objects.push(new ObjectLife(this.#world, alarm));
  }

  #storage() {
    const through = <T>(label: string, kind: 'read' | 'write', work: () => T) =>
      this.#world.scheduler.gate(this.actor, `storage.${label}`, work, kind);
    return {
      get: (key: string) => through('get', 'read', () => this.#stored.get(key)),
      put: (key: string, value: unknown) =>
        through('put', 'write', () => void this.#stored.set(key, value)),
      delete: (key: string) => through('delete', 'write', () => this.#stored.delete(key)),
      getAlarm: () => through('getAlarm', 'read', () => this.#alarm),
      setAlarm: (atMs: number) =>
        through('setAlarm', 'write', () => {
          this.#alarm = atMs;
        }),
    };
  }
}

/** A state that the platform made, for the constructor alone. */
const anyState = await stateOfAnObject();

async function stateOfAnObject(): Promise<DurableObjectState> {
  const id = env.INVOICE_RUN.newUniqueId();
  registerWorld(id.toString(), () => ({}) as Ports); // never asked for anything
  return runInDurableObject(env.INVOICE_RUN.get(id), (_object, state) => state);
}

/** Signed requests are JSON here: signatures are proven elsewhere, what is done with the claims is proven here. */
function parseRequest(
  jws: string,
): SignedClaims & { kid: string; fields: Record<string, unknown> } {
  const { kid, ...claims } = JSON.parse(jws) as SignedClaims & { kid: string };
  return { ...claims, kid, fields: { ...claims } };
}
