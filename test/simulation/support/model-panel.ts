// A panel in memory: its users, their servers, and what each month's report says. It refuses no address that it has
// already, so that a user made twice would show; whatever it answers is remembered.
import type { PanelUser } from '#core/enrolment/match-panel-user.ts';
import type { TimeRange } from '#core/month.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Usage } from '#core/usage/usage.ts';
import type { UsageSource } from '#ports/usage-source.ts';
import type { NewPanelUser, Virtualization, VirtualizationFailure } from '#ports/virtualization.ts';
import type { ModelServer } from './money.ts';
import type { Prng } from './prng.ts';

/** One server as the panel meters it. */
interface Life {
  readonly serverId: number;
  readonly name: string;
  readonly tokensPerHour: number;
  readonly capTokens: number;
  readonly backupPercent: number;
  readonly fromMs: number;
  toMs: number;
}

export interface Surroundings {
  readonly prng: Prng;
  nowMs(): number;
  /** Chance that a call to the outside fails now. */
  outside(): number;
  passMs(ms: number): void;
  violate(what: string): void;
}

const MS_PER_HOUR = 3_600_000;
const UNAVAILABLE = [
  'panel_unreachable',
  'panel_slow',
  'panel_refused_token',
  'panel_error',
  'report_malformed',
] as const;
const DIRTY = [
  'duplicate_resource',
  'hours_beyond_month',
  'resource_in_two_clients',
  'resource_in_two_clients',
] as const;

export class ModelPanel {
  readonly users: PanelUser[] = [
    { id: 1, email: 'root@panel.test', billingUserId: null, isAdmin: true },
  ];
  /** Whether a second user with the same address is refused, as SolusVM does. */
  refusesKnownAddress = false;
  /** Answers given, by `month/panel user`; the reasons why one could be held back among them. */
  readonly served = new Map<string, ModelServer[][]>();
  readonly faultsServed = new Map<string, Set<string>>();
  /** What is true, by `month/panel user`; set when a month is over. */
  readonly #truth = new Map<string, ModelServer[]>();
  readonly #lives = new Map<number, Life[]>();
  readonly #months = new Map<string, { readonly month: string; readonly hours: number }>();
  readonly #around: Surroundings;
  #lastServerId = 100;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  addUser(email: string, billingUserId: number | null, isAdmin = false): number {
    const id = this.users.length + 1;
    this.users.push({ id, email, billingUserId, isAdmin });
    return id;
  }

  startServer(userId: number, fromMs: number, tokensPerHour?: number): void {
    const { prng } = this.#around;
    const rate = tokensPerHour ?? prng.between(1, 9);
    const serverId = ++this.#lastServerId;
    const lives = this.#lives.get(userId) ?? [];
    lives.push({
      serverId,
      name: prng.pick(['web', 'db', 'Ünïcode', '備份', 'a "quoted" name', '']),
      tokensPerHour: rate,
      capTokens: rate * prng.between(400, 800),
      backupPercent: prng.pick([0, 0, 10, 30]),
      fromMs,
      toMs: Number.POSITIVE_INFINITY,
    });
    this.#lives.set(userId, lives);
  }

  stopServers(userId: number, atMs: number): void {
    for (const life of this.#lives.get(userId) ?? []) life.toMs = Math.min(life.toMs, atMs);
  }

  /** The month is over: from now on its report can be asked for. */
  closeMonth(month: string, { startMs, endMs }: TimeRange, timeZone: string): void {
    const [start, end] = [localTime(startMs, timeZone), localTime(endMs, timeZone)];
    if (start !== `${month}-01, 00:00:00.000` || !end.endsWith('-01, 00:00:00.000')) {
      this.#around.violate(`${month} is taken to last from ${start} to ${end}`);
    }
    this.#months.set(`${startMs}-${endMs}`, {
      month,
      hours: Math.ceil((endMs - startMs) / MS_PER_HOUR),
    });
    for (const { id } of this.users) {
      const servers = (this.#lives.get(id) ?? [])
        .filter((life) => life.fromMs < endMs && life.toMs > startMs && life.fromMs < life.toMs)
        .map((life) => metered(life, startMs, endMs));
      this.#truth.set(`${month}/${id}`, servers);
    }
  }

  truth(month: string, userId: number): readonly ModelServer[] {
    return this.#truth.get(`${month}/${userId}`) ?? [];
  }

  /** The report of a past month changes: hours that came in late, or that were wrong. Answers whether it did. */
  revise(month: string, userId: number): boolean {
    const { prng } = this.#around;
    const [first, ...others] = this.truth(month, userId);
    if (!first) return false;
    const revised = prng.chance(0.3)
      ? others
      : [{ ...first, tokens: Math.max(1, first.tokens + prng.between(-300, 300)) }, ...others];
    this.#truth.set(`${month}/${userId}`, revised);
    return true;
  }

  get usage(): UsageSource {
    const read = async (panelUserId: number, range: TimeRange) => this.#read(panelUserId, range);
    return {
      read,
      usersAtOnce: 1,
      readMany: (ids, range) => Promise.all(ids.map((id) => read(id, range))),
      readSoFar: async (id, range) => ({ usage: await read(id, range), asOfMs: range.endMs }),
      readManySoFar: async () => {
        throw new Error('nobody sets a budget in the simulation');
      },
    };
  }

  get virtualization(): Virtualization {
    return {
      findUsers: async (email) => this.#findUsers(email),
      usersPage: async () => {
        throw new Error('nobody is imported in the simulation');
      },
      createUser: async (user) => this.#createUser(user),
      linkUser: async (panelUserId, billingUserId) => this.#linkUser(panelUserId, billingUserId),
      // Nobody leaves in the simulation.
      lockUser: async () => ok(null),
      unlockUser: async () => ok(null),
      signOnUrl: async (panelUserId) => ok(`https://panel.test/once/${panelUserId}`),
    };
  }

  #read(panelUserId: number, range: TimeRange): Usage {
    const { prng, nowMs, violate, outside } = this.#around;
    const known = this.#months.get(`${range.startMs}-${range.endMs}`);
    if (!known || range.endMs > nowMs()) {
      violate(`usage of a range that is no closed month: ${JSON.stringify(range)}`);
      return { kind: 'unavailable', why: 'panel_error' };
    }
    const key = `${known.month}/${panelUserId}`;
    const truth = this.truth(known.month, panelUserId);
    if (!prng.chance(outside())) return this.#serve(key, truth);
    if (prng.chance(0.5)) {
      const why = prng.pick(UNAVAILABLE);
      if (why === 'panel_slow') this.#around.passMs(2_000);
      this.#fault(key, 'usage_unavailable');
      return { kind: 'unavailable', why };
    }
    return this.#serveDirty(key, known, truth);
  }

  #serveDirty(
    key: string,
    { month, hours }: { readonly month: string; readonly hours: number },
    truth: readonly ModelServer[],
  ): Usage {
    const { prng } = this.#around;
    const how = prng.pick(DIRTY);
    const [first] = truth;
    if (!first) return this.#serve(key, truth);
    this.#fault(key, how);
    if (how === 'duplicate_resource') return this.#serve(key, [...truth, first]);
    if (how === 'hours_beyond_month') {
      return this.#serve(key, [{ ...first, hours: hours + 1 }, ...truth.slice(1)]);
    }
    const foreign = this.users
      .filter(({ id }) => `${month}/${id}` !== key)
      .flatMap(({ id }) => this.truth(month, id).map((server) => ({ id, server })));
    if (foreign.length === 0) return this.#serve(key, truth);
    const { id, server } = prng.pick(foreign);
    this.#fault(`${month}/${id}`, how);
    return this.#serve(key, [...truth, server]);
  }

  #serve(key: string, servers: readonly ModelServer[]): Usage {
    const answers = this.served.get(key) ?? [];
    answers.push([...servers]);
    this.served.set(key, answers);
    if (servers.length === 0 && this.#around.prng.chance(0.5)) return { kind: 'none' };
    return { kind: 'measured', servers: [...servers] };
  }

  #fault(key: string, reason: string): void {
    const reasons = this.faultsServed.get(key) ?? new Set();
    this.faultsServed.set(key, reasons.add(reason));
  }

  #findUsers(email: string): Result<readonly PanelUser[], VirtualizationFailure> {
    if (this.#fails()) return err(unavailable);
    const part = email.toLowerCase();
    return ok(
      this.users.filter((user) => user.email.toLowerCase().includes(part)).map((u) => ({ ...u })),
    );
  }

  #createUser({ email, password, billingUserId }: NewPanelUser) {
    const { prng } = this.#around;
    const knows = this.users.some((user) => user.email.toLowerCase() === email.toLowerCase());
    if (knows && this.refusesKnownAddress) return err(rejected('panel_email_refused'));
    if (password.length < 20 && prng.chance(0.1)) return err(rejected('panel_password_refused'));
    const fails = this.#fails();
    if (fails && prng.chance(0.3)) return err(unavailable);
    if (fails && prng.chance(0.3)) return err(unknown);
    const panelUserId = this.addUser(email, billingUserId);
    // Made, and the reply lost.
    return fails ? err(unknown) : ok({ panelUserId });
  }

  #linkUser(panelUserId: number, billingUserId: number) {
    const fails = this.#fails();
    if (fails && this.#around.prng.chance(0.5)) return err(unavailable);
    const at = this.users.findIndex(({ id }) => id === panelUserId);
    const user = this.users[at];
    if (!user) return err(rejected('panel_user_missing'));
    this.users[at] = { ...user, billingUserId };
    return fails ? err(unknown) : ok(null);
  }

  #fails(): boolean {
    const { prng, outside, passMs } = this.#around;
    const fails = prng.chance(outside());
    if (fails) passMs(prng.pick([0, 500, 3_000]));
    return fails;
  }
}

/** By the runtime's own calendar, so that it does not depend on what core makes of a month. */
function localTime(atMs: number, timeZone: string): string {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(atMs);
  return `${text.replace(' ', ', ')}.${String(atMs % 1000).padStart(3, '0')}`;
}

function metered(life: Life, startMs: number, endMs: number): ModelServer {
  const ms = Math.min(life.toMs, endMs) - Math.max(life.fromMs, startMs);
  const hours = Math.ceil(ms / MS_PER_HOUR);
  const tokens = Math.min(life.capTokens, hours * life.tokensPerHour);
  const backupTokens = Math.floor((tokens * life.backupPercent) / 100);
  return { serverId: life.serverId, name: life.name, hours, tokens, backupTokens };
}

const unavailable: VirtualizationFailure = {
  disposition: 'unavailable',
  code: 'panel_unreachable',
  detail: '',
};
const unknown: VirtualizationFailure = { disposition: 'unknown', code: 'panel_slow', detail: '' };
const rejected = (code: VirtualizationFailure['code']): VirtualizationFailure => ({
  disposition: 'rejected',
  code,
  detail: '',
});
