// Who goes next. Every call that the use cases make of the world waits at a gate; one is let through at a time, chosen by
// the seed, and ends before the next. So holders, crons and requests interleave in any order, and the same order again
// for the same seed, although the database is a real one.
import type { Prng } from './prng.ts';

/** One invocation of a Worker, or one life of an object. What dies never hears of anything again. */
export interface Actor {
  readonly name: string;
  dead: boolean;
  /** Told when a fault ends it. */
  readonly onDeath?: () => void;
}

/** `write`: its effect may happen while its reply is lost. */
export type CallKind = 'read' | 'write';

export interface Weather {
  /** Chances, per call. */
  readonly kill: number;
  /** Of a call to the store that throws, before its effect or after. */
  readonly lose: number;
  /** Of a call to the panel, the mail or the billing system that fails in some way. */
  readonly outside: number;
}

export const CALM: Weather = { kill: 0, lose: 0, outside: 0 };

interface Waiting {
  readonly actor: Actor;
  readonly label: string;
  readonly kind: CallKind;
  readonly mayThrow: boolean;
  readonly work: () => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** Something besides a waiting call that could happen now, an alarm. */
export interface Extra {
  ready(): boolean;
  go(): void;
}

const STEPS_AT_MOST = 5_000;
/** Times that nobody can go on before somebody's timer runs out, in a row. */
const TIMERS_AT_MOST = 3;
/** Kept before a simulation replaces the timers. */
const realSetTimeout = globalThis.setTimeout;
const NEVER: Promise<never> = new Promise(() => {});

class LostConnection extends Error {
  constructor(label: string, when: string) {
    super(`connection lost ${when} ${label}`);
  }
}

export class Scheduler {
  weather: Weather = CALM;
  readonly extras: Extra[] = [];
  /** What went wrong on purpose, and what was done, for whoever reads a failing seed. */
  readonly events: string[] = [];
  readonly steps: string[] = [];
  #waiting: Waiting[] = [];
  readonly #unfinished = new Set<Actor>();
  readonly #prng: Prng;
  readonly #passTime: () => void;
  readonly #runOutTimers: () => void;

  constructor(prng: Prng, passTime: () => void, runOutTimers: () => void) {
    this.#prng = prng;
    this.#passTime = passTime;
    this.#runOutTimers = runOutTimers;
  }

  /** A call of the world by an actor: it waits for its turn, and perhaps never comes back. */
  gate<T>(
    actor: Actor,
    label: string,
    work: () => T | Promise<T>,
    kind: CallKind = 'read',
    mayThrow = false,
  ): Promise<T> {
    if (actor.dead) return NEVER;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({
        actor,
        label,
        kind,
        mayThrow,
        work,
        resolve: resolve as (value: never) => void, // only ever called with what `work` gave
        reject,
      });
    });
  }

  /** Begins something; it gets on when `run` is called. */
  spawn(actor: Actor, work: () => Promise<unknown>): void {
    this.#unfinished.add(actor);
    const done = (how: string) => {
      this.#unfinished.delete(actor);
      if (how !== '') this.events.push(`${actor.name}: ${how}`);
    };
    work().then(
      () => done(''),
      (error: unknown) => done(`failed: ${String(error).slice(0, 160)}`),
    );
  }

  kill(actor: Actor, why: string): void {
    if (actor.dead) return;
    actor.dead = true;
    this.#unfinished.delete(actor);
    this.#waiting = this.#waiting.filter((call) => call.actor !== actor);
    this.events.push(`${actor.name}: dies ${why}`);
    actor.onDeath?.();
  }

  /** Lets everybody get on until nobody has anything left to do. */
  async run(): Promise<void> {
    let timers = 0;
    for (let step = 0; step < STEPS_AT_MOST; step++) {
      await quiet();
      const extras = this.extras.filter((extra) => extra.ready());
      const choices = this.#waiting.length + extras.length;
      if (choices === 0) {
        if (this.#unfinished.size === 0) return;
        if (timers++ < TIMERS_AT_MOST) {
          this.#runOutTimers();
          continue;
        }
        const names = [...this.#unfinished].map(({ name }) => name);
        throw new Error(`nothing can go on, and these are not done: ${names.join(', ')}`);
      }
      timers = 0;
      const choice = this.#prng.below(choices);
      const call = this.#waiting[choice];
      this.#passTime();
      if (call) await this.#letThrough(this.#withOtherReads(call));
      else extras[choice - this.#waiting.length]?.go();
    }
    throw new Error(`not settled after ${STEPS_AT_MOST} steps`);
  }

  /** Reads do not disturb each other: some that wait go along, which saves the time of the way to the database. */
  #withOtherReads(call: Waiting): readonly Waiting[] {
    const along = this.#waiting.filter(
      (other) => other !== call && isRead(call) && isRead(other) && this.#prng.chance(0.7),
    );
    const taken = [call, ...along];
    this.#waiting = this.#waiting.filter((other) => !taken.includes(other));
    return taken;
  }

  async #letThrough(calls: readonly Waiting[]): Promise<void> {
    const { kill, lose } = this.weather;
    const begun = calls.map((call) => {
      const { actor, label, kind, mayThrow, work } = call;
      const fault = this.#fault(kill, mayThrow ? lose : 0);
      const after = fault !== undefined && kind === 'write' && this.#prng.chance(0.5);
      this.steps.push(
        `${actor.name} ${label}${fault ? ` ${fault} ${after ? 'after' : 'before'}` : ''}`,
      );
      const answer = fault && !after ? Promise.resolve() : Promise.resolve().then(work);
      return { call, fault, after, settled: Promise.allSettled([answer]) };
    });
    for (const { call, fault, after, settled } of begun) {
      const [answer] = await settled;
      if (call.actor.dead) continue;
      if (fault) this.#strike(call, fault, after ? 'after' : 'before');
      else if (answer.status === 'rejected') call.reject(answer.reason);
      else call.resolve(answer.value as never); // given back to whoever passed `work`
    }
  }

  #strike({ actor, label, reject }: Waiting, fault: 'kill' | 'lose', when: string): void {
    if (fault === 'kill') {
      this.kill(actor, `${when} ${label}`);
      return;
    }
    this.events.push(`${actor.name}: connection lost ${when} ${label}`);
    reject(new LostConnection(label, when));
  }

  #fault(kill: number, lose: number): 'kill' | 'lose' | undefined {
    if (kill > 0 && this.#prng.chance(kill)) return 'kill';
    if (lose > 0 && this.#prng.chance(lose)) return 'lose';
    return undefined;
  }
}

const isRead = ({ kind, label }: Waiting) => kind === 'read' && label.startsWith('db ');

/** Lets every promise that can settle by itself do so: what is left waits at a gate. */
function quiet(): Promise<void> {
  return new Promise((resolve) => realSetTimeout(resolve, 0));
}
