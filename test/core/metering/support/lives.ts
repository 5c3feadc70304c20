// One valid server record and its parts; a test deviates in one field.
import type { LogEntry, ServerRecord, Sighting } from '#core/metering/life.ts';
import type { MeteredPlan, PlanPrices, ServerState } from '#core/metering/server-state.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** October 2026 in UTC: 744 hours. */
export const OCTOBER = { startMs: Date.UTC(2026, 9, 1), endMs: Date.UTC(2026, 10, 1) };
export const RULES = { suspendedCosts: true };

export function at(text: string): number {
  return Date.parse(`2026-10-${text}Z`);
}

export function plan(id: number, prices: Partial<PlanPrices> = {}): MeteredPlan {
  return {
    id,
    name: `Plan ${id}`,
    prices: {
      tokensPerHour: 7,
      tokensPerMonth: 5_000,
      backupMilliPercent: 10_000,
      ipTokensPerHour: 1,
      ipTokensPerMonth: 500,
      ...prices,
    },
  };
}

export function state(deviation: Partial<ServerState> = {}): ServerState {
  return {
    userId: 12,
    plan: plan(1),
    backups: false,
    additionalIps: 0,
    suspended: false,
    ...deviation,
  };
}

export function seen(atMs: number, deviation: Partial<ServerState> = {}): Sighting {
  return { atMs, state: state(deviation) };
}

export function entry(
  kind: LogEntry['kind'],
  atMs: number,
  rest: Partial<LogEntry> = {},
): LogEntry {
  return { kind, atMs, name: 'web', userId: 12, plan: plan(1), ...rest };
}

/** Alive all October, seen once before it and at the last good look. */
export function record(deviation: Partial<ServerRecord> = {}): ServerRecord {
  return {
    serverId: 7,
    name: 'web',
    createdAtMs: OCTOBER.startMs - DAY,
    sightedMs: OCTOBER.endMs + HOUR,
    goneAtMs: 0,
    sightings: [seen(OCTOBER.startMs - DAY + HOUR)],
    entries: [],
    ...deviation,
  };
}
