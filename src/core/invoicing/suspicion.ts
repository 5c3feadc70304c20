// What looks wrong about a client's usage and may yet be right: it holds the client back until an operator overrules it.
import { isOutlier, type OutlierRule } from '#core/invoicing/outlier.ts';
import type { ParkReason } from '#core/invoicing/park-reason.ts';
import { comparisonOf } from '#core/metering/compare-usage.ts';
import { checkUsage } from '#core/usage/check-usage.ts';
import { type KnownUsage, type ServerUsage, serversOf, totalTokens } from '#core/usage/usage.ts';

export interface SuspicionRules {
  /** The hours of the month, in the billing time zone. */
  readonly monthHours: number;
  readonly outlier: OutlierRule;
  /** Of the larger figure; how far two measurements of a server may lie apart. Only where two are taken. */
  readonly usageTolerancePercent?: number;
}

export interface KnownOfClient {
  /** The most tokens of any earlier month; 0 without a past. */
  readonly highestTokensBefore: number;
  /** Codes of suspicions that an operator has overruled for this client and month. */
  readonly released: readonly string[];
  /** Present where documents are to be corrected: what was billed already is no outlier any more. */
  readonly billed?: object;
}

/** Of the servers that two measurements differ about; the reconciliation has them all. */
const MOST_SERVERS_SHOWN = 20;

/** The first thing that looks wrong and that nobody has overruled. */
export function suspicionOf(
  client: KnownOfClient,
  usage: KnownUsage,
  rules: SuspicionRules,
): ParkReason | undefined {
  return doubtOf(client, usage, rules) ?? oddityOf(client, serversOf(usage), rules);
}

/** Where two sources were asked: what the second one says against the first. */
function doubtOf(
  { released }: KnownOfClient,
  usage: KnownUsage,
  { usageTolerancePercent: tolerancePercent = 0 }: SuspicionRules,
): ParkReason | undefined {
  const comparison = comparisonOf(usage, tolerancePercent);
  if (comparison?.kind === 'not_compared') {
    // Whoever has just switched metering on has nothing to compare with yet.
    if (comparison.why === 'metering_not_begun') return undefined;
    if (released.includes('usage_unconfirmed')) return undefined;
    return { reason: 'usage_unconfirmed', why: comparison.why };
  }
  const apart = comparison?.servers.filter(({ differs }) => differs) ?? [];
  if (apart.length === 0 || released.includes('usage_differs')) return undefined;
  const servers = apart.slice(0, MOST_SERVERS_SHOWN);
  return { reason: 'usage_differs', tolerancePercent, count: apart.length, servers };
}

/** What is odd about the figures themselves. */
function oddityOf(
  { released, highestTokensBefore, billed }: KnownOfClient,
  servers: readonly ServerUsage[],
  { monthHours, outlier }: SuspicionRules,
): ParkReason | undefined {
  const checked = checkUsage(servers, monthHours);
  if (!checked.ok && !released.includes(checked.error.reason)) return checked.error;
  if (billed || released.includes('outlier')) return undefined;
  const tokens = totalTokens(servers);
  return isOutlier(tokens, highestTokensBefore, outlier)
    ? { reason: 'outlier', tokens, highestBefore: highestTokensBefore }
    : undefined;
}
