// What a running month has cost so far and where it leads, out of the same function that makes the invoice.
import { type Rated, rate } from '#core/invoicing/rate.ts';
import { isPriceable, type TokenPrice } from '#core/money.ts';
import { hoursIn, type TimeRange } from '#core/month.ts';
import { err, ok, type Result } from '#core/result.ts';
import { checkUsage } from '#core/usage/check-usage.ts';
import {
  type CapForecast,
  type ForecastRules,
  forecast,
  type RunningServer,
} from '#core/usage/forecast.ts';
import { type ServerUsage, totalTokens } from '#core/usage/usage.ts';

export interface ServerEstimate {
  readonly serverId: number;
  readonly name: string;
  /** Started hours so far. */
  readonly hours: number;
  readonly soFarMinor: number;
  /** Undefined where the servers of today are not known. */
  readonly forecastMinor: number | undefined;
  readonly cap: CapForecast;
}

export interface Estimate {
  /** In order of server id. */
  readonly servers: readonly ServerEstimate[];
  readonly soFarMinor: number;
  readonly forecastMinor: number | undefined;
}

/** Figures that an invoice would be held back for. */
export interface EstimateRefusal {
  readonly reason: 'usage_doubtful';
}

export interface MonthSoFar extends ForecastRules {
  readonly used: readonly ServerUsage[];
  /** The servers that are there now; undefined where nobody knows. */
  readonly running: readonly RunningServer[] | undefined;
  /** Of the whole month. */
  readonly month: TimeRange;
  readonly asOfMs: number;
}

/** In the smallest unit of the price's currency. Refuses figures that would hold the invoice back: they are no estimate. */
export function estimate(
  { used, running, month, asOfMs, suspendedCosts }: MonthSoFar,
  price: TokenPrice,
): Result<Estimate, EstimateRefusal> {
  if (!checkUsage(used, hoursIn(month)).ok) return err({ reason: 'usage_doubtful' });
  const byId = new Map((running ?? []).map((server) => [server.serverId, server]));
  const all = [...used, ...withoutUsage(used, byId)].sort((a, b) => a.serverId - b.serverId);
  const forecasts = all.map((usage) => {
    const server = byId.get(usage.serverId);
    if (server) return forecast(usage, server, month, asOfMs, { suspendedCosts });
    return { usage, cap: { kind: running ? ('gone' as const) : ('unknown' as const) } };
  });
  const ahead = forecasts.map(({ usage }) => usage);
  if (!isPriceable(totalTokens(ahead), price)) return err({ reason: 'usage_doubtful' });
  const soFar = rate(all, price);
  const led = running && rate(ahead, price);
  return ok({
    servers: forecasts.map(({ cap }, i) => {
      const { serverId, name, hours } = all[i] as ServerUsage; // one forecast for each
      const forecastMinor = led && amountOf(led, serverId);
      return { serverId, name, hours, soFarMinor: amountOf(soFar, serverId), forecastMinor, cap };
    }),
    soFarMinor: soFar.totalMinor,
    forecastMinor: led?.totalMinor,
  });
}

/** Servers so new that the source has no hour of them yet. */
function withoutUsage(
  used: readonly ServerUsage[],
  running: ReadonlyMap<number, RunningServer>,
): ServerUsage[] {
  const known = new Set(used.map(({ serverId }) => serverId));
  const tellsAddresses = used.some(({ ipTokens }) => ipTokens !== undefined);
  const nothing = { hours: 0, tokens: 0, backupTokens: 0, ...(tellsAddresses && { ipTokens: 0 }) };
  return [...running.values()]
    .filter(({ serverId }) => !known.has(serverId))
    .map(({ serverId, name }) => ({ serverId, name, ...nothing }));
}

/** The server with its backups and addresses. */
function amountOf({ lines }: Rated, serverId: number): number {
  return lines
    .filter((line) => line.serverId === serverId)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
