/**
 * How the emulated panel counts tokens. The report itself is an ASSUMPTION (its path, query and JSON
 * are not public). Documented are: each started hour counts, the monthly price is a cap, tokens are
 * integers, backups add a percentage.
 *
 * Rules chosen here where nothing is documented:
 * - A range is meant to be one billing month; the cap is applied once to the range.
 * - A monthly price of 0 means no cap.
 * - Stopped and suspended servers keep costing: they hold their disk and address.
 * - After a resize each span of hours is priced with its own plan; the hour of the resize belongs to the
 *   plan it began with; the sum is capped by the highest cap among the plans used, and by none if one of
 *   them has none. Plan name and backup percentage are those of the last plan.
 * - Prices are those a plan had when the server got it; a plan edited later changes no existing server.
 * - Backups are charged by the setting as it stands now (or stood at deletion), for the whole range.
 */
import type { PanelServer, Plan } from './panel.ts';

const HOUR_MS = 3_600_000;

export interface UsageRow {
  readonly server_id: number;
  readonly server_name: string;
  readonly plan_name: string;
  readonly hours: number;
  readonly tokens: number;
  readonly backup_tokens: number;
}

export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Null when the server did not exist in the half-open range, or not yet. */
export function usageOf(server: PanelServer, range: Range, nowMs: number): UsageRow | null {
  const startMs = Math.max(range.fromMs, server.createdAtMs);
  const endMs = Math.min(range.toMs, server.deletedAtMs ?? nowMs, nowMs);
  if (endMs <= startMs) return null;
  const spans = hoursByPlan(server, startMs, endMs);
  const last = spans.at(-1);
  if (last === undefined) throw new Error(`server ${server.id} has no plan in its own lifetime`);
  const uncapped = spans.reduce((sum, { hours, plan }) => sum + hours * plan.tokens_per_hour, 0);
  const tokens = Math.min(uncapped, highestCap(spans.map(({ plan }) => plan)));
  const backupPercent = server.backupSettings.enabled ? last.plan.backup_price : 0;
  return {
    server_id: server.id,
    server_name: server.name,
    plan_name: last.plan.name,
    hours: startedHours(endMs - startMs),
    tokens,
    backup_tokens: Math.round((tokens * backupPercent) / 100),
  };
}

/** Hours are counted from the start of the server's time in the range, so that the spans add up to the whole. */
function hoursByPlan(server: PanelServer, startMs: number, endMs: number) {
  return server.planSpans.flatMap(({ fromMs, plan }, index) => {
    const spanStartMs = Math.max(startMs, index === 0 ? startMs : fromMs);
    const spanEndMs = Math.min(endMs, server.planSpans[index + 1]?.fromMs ?? endMs);
    if (spanEndMs <= spanStartMs) return [];
    const hours = startedHours(spanEndMs - startMs) - startedHours(spanStartMs - startMs);
    return [{ plan, hours }];
  });
}

function highestCap(plans: readonly Readonly<Plan>[]): number {
  const caps = plans.map((plan) => plan.tokens_per_month);
  return caps.includes(0) ? Number.POSITIVE_INFINITY : Math.max(...caps);
}

function startedHours(durationMs: number): number {
  return Math.ceil(durationMs / HOUR_MS);
}
