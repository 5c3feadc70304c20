// Two measurements of one client's month side by side. That they agree is the best proof of a bill.
import {
  type SecondMeasurement,
  type ServerUsage,
  serversOf,
  type UnavailableReason,
  type Usage,
} from '#core/usage/usage.ts';

/** One server in both measurements, in tokens; null where one of them does not have it. */
export interface ServerComparison {
  readonly serverId: number;
  readonly name: string;
  readonly reported: number | null;
  readonly metered: number | null;
  /** Further apart than the tolerance. */
  readonly differs: boolean;
}

/**
 * Every server that either has, in order of id. `tolerancePercent` is of the larger figure. Addresses count only where
 * both measure them: a report that does not know them is not wrong about the rest.
 */
export function compareUsage(
  reported: readonly ServerUsage[],
  metered: readonly ServerUsage[],
  tolerancePercent: number,
): readonly ServerComparison[] {
  const ours = new Map(metered.map((server) => [server.serverId, server]));
  const theirs = new Map(reported.map((server) => [server.serverId, server]));
  const ids = [...new Set([...ours.keys(), ...theirs.keys()])].sort((a, b) => a - b);
  return ids.map((serverId) => {
    const [a, b] = [theirs.get(serverId), ours.get(serverId)];
    const withIps = a === undefined || a.ipTokens !== undefined;
    const [reportedTokens, meteredTokens] = [tokensOf(a, withIps), tokensOf(b, withIps)];
    return {
      serverId,
      name: a?.name ?? b?.name ?? '',
      reported: a ? reportedTokens : null,
      metered: b ? meteredTokens : null,
      differs: isApart(reportedTokens, meteredTokens, tolerancePercent),
    };
  });
}

/** Both measurements of a client's month, or why there is only one. */
export type UsageComparison =
  | { readonly kind: 'compared'; readonly servers: readonly ServerComparison[] }
  | { readonly kind: 'not_compared'; readonly why: UnavailableReason };

/** What a client's second measurement says of the first; nothing where none was asked for. */
export function comparisonOf(usage: Usage, tolerancePercent: number): UsageComparison | undefined {
  if (usage.kind === 'unavailable') return { kind: 'not_compared', why: usage.why };
  if (usage.kind === 'none' || !usage.second) return undefined;
  const { servers, second } = usage;
  if (second.kind === 'unavailable') return { kind: 'not_compared', why: second.why };
  return { kind: 'compared', servers: compareUsage(servers, second.servers, tolerancePercent) };
}

/** The answer of the source that is billed, with the other one's beside it. */
export function besides(first: Usage, second: Usage): Usage {
  if (first.kind === 'unavailable') return first;
  return { kind: 'measured', servers: serversOf(first), second: asSecond(second) };
}

function asSecond(usage: Usage): SecondMeasurement {
  if (usage.kind === 'unavailable') return usage;
  return { kind: 'measured', servers: serversOf(usage) };
}

function tokensOf(server: ServerUsage | undefined, withIps: boolean): number {
  if (!server) return 0;
  return server.tokens + server.backupTokens + (withIps ? (server.ipTokens ?? 0) : 0);
}

function isApart(a: number, b: number, tolerancePercent: number): boolean {
  return Math.abs(a - b) * 100 > tolerancePercent * Math.max(a, b);
}
