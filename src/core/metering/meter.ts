// One panel user's usage of a range, out of the records of the servers and of how far the looks reach.
import { foldLife, type ServerRecord } from '#core/metering/life.ts';
import { type MeteredServer, type MeteringRules, priceLife } from '#core/metering/price-life.ts';
import type { TimeRange } from '#core/month.ts';
import type { UnavailableReason } from '#core/usage/usage.ts';

/** How far the looks reach. */
export interface Coverage {
  /** Start of the first good look; 0 before there was one. */
  readonly beganMs: number;
  /** Start of the newest good look: everything before it is known. */
  readonly lastGoodMs: number;
  /** What came before is forgotten; 0 while nothing is. */
  readonly prunedBeforeMs: number;
  /** Where the activity log had a hole: a server that lived only in there is not known. */
  readonly gaps: readonly TimeRange[];
}

export type Metered =
  | { readonly kind: 'measured'; readonly servers: readonly MeteredServer[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unavailable'; readonly why: UnavailableReason; readonly detail: string };

/** Why the range as a whole is not known, for whomever; nothing where it is. */
function uncovered(coverage: Coverage, range: TimeRange): UnavailableReason | undefined {
  const { beganMs, lastGoodMs, prunedBeforeMs, gaps } = coverage;
  if (range.startMs < prunedBeforeMs) return 'metering_pruned';
  if (beganMs === 0 || range.startMs < beganMs) return 'metering_not_begun';
  if (lastGoodMs < range.endMs) return 'metering_behind';
  const isOpen = gaps.some(({ startMs, endMs }) => startMs < range.endMs && endMs > range.startMs);
  return isOpen ? 'metering_gap' : undefined;
}

/**
 * What the panel user had in the range, in tokens. One server without a price makes the whole unavailable: a part of a month
 * must not pass for it.
 */
export function meter(
  records: readonly ServerRecord[],
  userId: number,
  range: TimeRange,
  coverage: Coverage,
  rules: MeteringRules,
): Metered {
  const why = uncovered(coverage, range);
  if (why) return { kind: 'unavailable', why, detail: '' };
  const servers: MeteredServer[] = [];
  for (const record of records) {
    const life = foldLife(record);
    const priced = life && priceLife(life, userId, range, rules);
    if (!priced) continue;
    if (!priced.ok) {
      const { reason, serverId, planId } = priced.error;
      return { kind: 'unavailable', why: reason, detail: `server ${serverId}, plan ${planId}` };
    }
    if (priced.value) servers.push(priced.value);
  }
  return servers.length === 0 ? { kind: 'none' } : { kind: 'measured', servers };
}
