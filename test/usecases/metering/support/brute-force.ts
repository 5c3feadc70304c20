// What a year costs, counted minute by minute in plain loops. It knows nothing of the code under test: it has the lives of
// the servers as the test made them, and when each state was first shown to anybody.

const MINUTE_MS = 60_000;
const MINUTES_PER_HOUR = 60;

export interface ToyPlan {
  readonly id: number;
  readonly perHour: number;
  readonly perMonth: number;
  readonly backupPercent: number;
  readonly ipPerHour: number;
  readonly ipPerMonth: number;
}

export interface ToyState {
  readonly plan: ToyPlan;
  readonly backups: boolean;
  readonly ips: number;
}

/** A server's life as it was; times are in milliseconds, the panel's clock for birth and death, ours for what was shown. */
export interface ToyLife {
  readonly id: number;
  readonly userId: number;
  readonly bornMs: number;
  diedMs: number;
  readonly firstPlan: ToyPlan;
  /** What was shown, when; in order. */
  readonly shown: { readonly atMs: number; readonly state: ToyState }[];
}

export interface Count {
  readonly serverId: number;
  readonly hours: number;
  readonly tokens: number;
  readonly backupTokens: number;
  readonly ipTokens: number;
}

/** One server in one month, by walking through every minute of it. */
export function countMonth(life: ToyLife, fromMs: number, toMs: number): Count | undefined {
  let minutes = 0;
  let hours = 0;
  let sum = 0;
  let cap = 0;
  let charged = 0;
  let backupThousandths = 0;
  const ipSums: number[] = [];
  const ipCaps: number[] = [];
  for (let ms = fromMs; ms < toMs; ms += MINUTE_MS) {
    if (minuteOf(ms) < minuteOf(life.bornMs) || ms >= life.diedMs) continue;
    minutes++;
    if (minutes % MINUTES_PER_HOUR !== 1) continue; // the hour is paid for in its first minute
    const { plan, backups, ips } = stateAt(life, ms);
    hours++;
    sum += plan.perHour;
    if (cap !== Infinity) cap = plan.perMonth === 0 ? Infinity : Math.max(cap, plan.perMonth);
    const now = sum < cap ? sum : cap;
    if (backups) backupThousandths += (now - charged) * plan.backupPercent * 10;
    charged = now;
    for (let ip = 0; ip < ips; ip++) {
      ipSums[ip] = (ipSums[ip] ?? 0) + plan.ipPerHour;
      const before = ipCaps[ip] ?? 0;
      ipCaps[ip] = plan.ipPerMonth === 0 ? Infinity : Math.max(before, plan.ipPerMonth);
    }
  }
  if (hours === 0) return undefined;
  return {
    serverId: life.id,
    hours,
    tokens: charged,
    backupTokens: Math.round(backupThousandths / 1000),
    ipTokens: ipSums.reduce((all, one, ip) => all + Math.min(one, ipCaps[ip] ?? 0), 0),
  };
}

function stateAt({ bornMs, firstPlan, shown }: ToyLife, ms: number): ToyState {
  let state: ToyState | undefined;
  for (const one of shown) if (one.atMs <= Math.max(ms, bornMs)) state = one.state;
  if (state) return state;
  // Nobody had looked yet: the log names the plan, and the rest was as it was first seen.
  const first = shown[0]?.state ?? { plan: firstPlan, backups: false, ips: 0 };
  return first.plan.id === firstPlan.id ? first : { ...first, plan: firstPlan };
}

function minuteOf(ms: number): number {
  return Math.floor(ms / MINUTE_MS);
}
