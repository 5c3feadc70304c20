// Where a server's month leads if nothing about it changes: the hours that are left, at its present price, up to its cap.
// At the month's end no hours are left, so that the forecast is what was used and the estimate is the invoice.
import type { PlanPrices, ServerState } from '#core/metering/server-state.ts';
import type { TimeRange } from '#core/month.ts';
import type { ServerUsage } from '#core/usage/usage.ts';

/** A server that is there now. */
export interface RunningServer {
  readonly serverId: number;
  readonly name: string;
  readonly createdAtMs: number;
  readonly state: ServerState;
}

/** What the panel's documentation leaves open, and the operator has set. */
export interface ForecastRules {
  /** Whether the hours of a suspended server cost. */
  readonly suspendedCosts: boolean;
}

/**
 * What the monthly price means for a server this month. `ahead`: its last hour that costs anything begins at `atMs`.
 * `gone`: the server is no more. `suspended`: it costs nothing while it is. `unknown`: nobody said what it costs.
 */
export type CapForecast =
  | { readonly kind: 'none' | 'reached' | 'not_this_month' | 'suspended' | 'gone' | 'unknown' }
  | { readonly kind: 'ahead'; readonly atMs: number };

export interface ServerForecast {
  readonly usage: ServerUsage;
  readonly cap: CapForecast;
}

const HOUR_MS = 3_600_000;
/** Thousandths of a percent in a whole. */
const WHOLE = 100_000;

/** `soFar` is up to `asOfMs`; `month` is the whole month's range. */
export function forecast(
  soFar: ServerUsage,
  { createdAtMs, state }: RunningServer,
  month: TimeRange,
  asOfMs: number,
  { suspendedCosts }: ForecastRules,
): ServerForecast {
  const { prices } = state.plan;
  if (typeof prices === 'string') return { usage: soFar, cap: { kind: 'unknown' } };
  if (state.suspended && !suspendedCosts) return { usage: soFar, cap: { kind: 'suspended' } };
  // Hours count from where the server's life begins in the month, and a started one counts.
  const baseMs = Math.max(month.startMs, createdAtMs);
  const started = startedHours(asOfMs - baseMs);
  const hoursLeft = Math.max(0, startedHours(month.endMs - baseMs) - started);
  const tokens = upTo(
    soFar.tokens + hoursLeft * prices.tokensPerHour,
    prices.tokensPerMonth,
    soFar.tokens,
  );
  const usage = {
    ...soFar,
    hours: soFar.hours + hoursLeft,
    tokens,
    backupTokens: soFar.backupTokens + backupGrowth(soFar.tokens, tokens, state, prices),
    ...ipTokens(soFar, hoursLeft, state, prices),
  };
  const hoursToCap = Math.ceil((prices.tokensPerMonth - soFar.tokens) / prices.tokensPerHour);
  const atMs = baseMs + (started + hoursToCap - 1) * HOUR_MS;
  return { usage, cap: capOf(soFar, prices, atMs, month) };
}

function capOf(
  { tokens }: ServerUsage,
  { tokensPerHour, tokensPerMonth }: PlanPrices,
  atMs: number,
  month: TimeRange,
): CapForecast {
  if (tokensPerMonth === 0 || tokensPerHour === 0) return { kind: 'none' };
  if (tokens >= tokensPerMonth) return { kind: 'reached' };
  return atMs < month.endMs ? { kind: 'ahead', atMs } : { kind: 'not_this_month' };
}

/** Backups are a percentage of the runtime's tokens: what is still to come of these brings its share, rounded as a whole. */
function backupGrowth(
  from: number,
  to: number,
  { backups }: ServerState,
  { backupMilliPercent }: PlanPrices,
): number {
  if (!backups) return 0;
  const share = (tokens: number) => Math.floor((tokens * backupMilliPercent + WHOLE / 2) / WHOLE);
  return share(to) - share(from);
}

/** Each address has its own price and cap; a source that does not tell them apart is not added to. */
function ipTokens(
  { ipTokens: soFar }: ServerUsage,
  hoursLeft: number,
  { additionalIps }: ServerState,
  { ipTokensPerHour, ipTokensPerMonth }: PlanPrices,
): Pick<ServerUsage, 'ipTokens'> {
  if (soFar === undefined) return {};
  const uncapped = soFar + hoursLeft * additionalIps * ipTokensPerHour;
  return { ipTokens: upTo(uncapped, additionalIps * ipTokensPerMonth, soFar) };
}

/** At most the cap (0 for none), and never less than what was used: another plan may have had a higher one. */
function upTo(uncapped: number, cap: number, used: number): number {
  return cap === 0 ? uncapped : Math.max(used, Math.min(uncapped, cap));
}

function startedHours(ms: number): number {
  return Math.max(0, Math.ceil(ms / HOUR_MS));
}
