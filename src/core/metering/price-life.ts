// What one server's life costs one panel user in one range: hours, spans, the one cap, backups, addresses.
import type { Life, LifeState } from '#core/metering/life.ts';
import type {
  MeteredPlan,
  PlanFault,
  PlanPrices,
  ServerState,
} from '#core/metering/server-state.ts';
import type { TimeRange } from '#core/month.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { ServerUsage } from '#core/usage/usage.ts';

/** What the panel's documentation leaves open, and the operator has set. */
export interface MeteringRules {
  /** Whether the hours of a suspended server cost. */
  readonly suspendedCosts: boolean;
}

/** Hours of one plan within a server's month, at that plan's price, before the cap. */
export interface PricedSpan {
  readonly plan: MeteredPlan & { readonly prices: PlanPrices };
  readonly fromMs: number;
  readonly hours: number;
  readonly tokens: number;
}

export interface MeteredServer extends ServerUsage {
  readonly ipTokens: number;
  /** In order of time; a server that comes back to a plan has two spans of it. */
  readonly spans: readonly PricedSpan[];
}

export interface PriceRefusal {
  readonly reason: PlanFault;
  readonly serverId: number;
  readonly planId: number;
}

const HOUR_MS = 3_600_000;
/** Thousandths of a percent in a whole. */
const WHOLE = 100_000;

/** Hours in a row in which nothing changed, all of them charged. */
interface Stretch {
  readonly fromMs: number;
  readonly hours: number;
  readonly state: ServerState;
  readonly prices: PlanPrices;
}

/** Nothing where the server cost this user nothing in the range because it was not there. */
export function priceLife(
  life: Life,
  userId: number,
  range: TimeRange,
  rules: MeteringRules,
): Result<MeteredServer | undefined, PriceRefusal> {
  const stretches: Stretch[] = [];
  for (const { fromMs, hours, state } of hoursByState(life, range)) {
    if (state.userId !== userId || (state.suspended && !rules.suspendedCosts)) continue;
    const { id: planId, prices } = state.plan;
    if (typeof prices === 'string') {
      return err({ reason: prices, serverId: life.serverId, planId });
    }
    stretches.push({ fromMs, hours, state, prices });
  }
  if (stretches.length === 0) return ok(undefined);
  const { serverId, name } = life;
  return ok({
    serverId,
    name,
    hours: stretches.reduce((sum, { hours }) => sum + hours, 0),
    ...runtimeAndBackups(stretches),
    ipTokens: addressTokens(stretches),
    spans: spansOf(stretches),
  });
}

/**
 * The started hours of the life in the range, by the state at each one's beginning. Hours are counted from where the
 * life begins in the range, so that the parts add up to the whole.
 */
function hoursByState(
  { bornMs, diedMs, states }: Life,
  range: TimeRange,
): { readonly fromMs: number; readonly hours: number; readonly state: ServerState }[] {
  const startMs = Math.max(bornMs, range.startMs);
  const endMs = Math.min(diedMs, range.endMs);
  if (endMs <= startMs) return [];
  const startedBefore = (ms: number) => Math.ceil((Math.min(ms, endMs) - startMs) / HOUR_MS);
  return states.flatMap(({ fromMs, state }: LifeState, i) => {
    const untilMs = states[i + 1]?.fromMs ?? endMs;
    if (untilMs <= startMs || fromMs >= endMs) return [];
    const from = Math.max(startMs, fromMs);
    const hours = startedBefore(untilMs) - startedBefore(from);
    return hours === 0 ? [] : [{ fromMs: from, hours, state }];
  });
}

/**
 * Hour by hour in order of time: what an hour costs is what it adds to the capped sum, and its backups are a percentage
 * of that. So a server that reached its cap has no dearer backups either. Rounded once, half up, at the end.
 */
function runtimeAndBackups(stretches: readonly Stretch[]): {
  readonly tokens: number;
  readonly backupTokens: number;
} {
  let uncapped = 0;
  let cap = 0;
  let tokens = 0;
  let backups = 0;
  for (const { hours, state, prices } of stretches) {
    uncapped += hours * prices.tokensPerHour;
    cap = Math.max(cap, capOf(prices.tokensPerMonth));
    const reached = Math.min(uncapped, cap);
    if (state.backups) backups += (reached - tokens) * prices.backupMilliPercent;
    tokens = reached;
  }
  return { tokens, backupTokens: Math.floor((backups + WHOLE / 2) / WHOLE) };
}

/**
 * Addresses are counted, not told apart: the first additional address costs in each hour that has one, the second in
 * each hour that has two. Each has its own cap, by the same rule as the server.
 */
function addressTokens(stretches: readonly Stretch[]): number {
  const most = stretches.reduce((max, { state }) => Math.max(max, state.additionalIps), 0);
  let sum = 0;
  for (let address = 1; address <= most; address++) {
    let uncapped = 0;
    let cap = 0;
    for (const { hours, state, prices } of stretches) {
      if (state.additionalIps < address) continue;
      uncapped += hours * prices.ipTokensPerHour;
      cap = Math.max(cap, capOf(prices.ipTokensPerMonth));
    }
    sum += Math.min(uncapped, cap);
  }
  return sum;
}

function spansOf(stretches: readonly Stretch[]): PricedSpan[] {
  const spans: PricedSpan[] = [];
  for (const { fromMs, hours, state, prices } of stretches) {
    const plan = { ...state.plan, prices };
    const tokens = hours * prices.tokensPerHour;
    const last = spans.at(-1);
    if (last && isSamePlan(last.plan, plan)) {
      spans[spans.length - 1] = {
        ...last,
        hours: last.hours + hours,
        tokens: last.tokens + tokens,
      };
    } else {
      spans.push({ plan, fromMs, hours, tokens });
    }
  }
  return spans;
}

function isSamePlan(a: PricedSpan['plan'], b: PricedSpan['plan']): boolean {
  return (
    a.id === b.id &&
    a.prices.tokensPerHour === b.prices.tokensPerHour &&
    a.prices.tokensPerMonth === b.prices.tokensPerMonth
  );
}

function capOf(tokensPerMonth: number): number {
  return tokensPerMonth === 0 ? Number.POSITIVE_INFINITY : tokensPerMonth;
}
