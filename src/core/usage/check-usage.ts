import { err, ok, type Result } from '#core/result.ts';
import type { ServerUsage } from '#core/usage/usage.ts';

/** A month's figures that cannot be true; the client is parked with the rows as evidence. */
export type UsageRefusal =
  | { readonly reason: 'duplicate_resource'; readonly serverId: number }
  | {
      readonly reason: 'hours_beyond_month';
      readonly serverId: number;
      readonly hours: number;
      readonly monthHours: number;
    };

/**
 * Refuses a server that appears twice, and hours that the month does not have. Both have been billed elsewhere: one
 * server on 18 lines, and overlapping filters that counted usage twice. Which fault is named does not depend on the
 * order in which the panel lists its servers, because it becomes part of a manifest.
 */
export function checkUsage(
  servers: readonly ServerUsage[],
  monthHours: number,
): Result<readonly ServerUsage[], UsageRefusal> {
  const ordered = [...servers].sort((a, b) => a.serverId - b.serverId);
  const twice = ordered.find(({ serverId }, i) => serverId === ordered[i - 1]?.serverId);
  if (twice) return err({ reason: 'duplicate_resource', serverId: twice.serverId });
  const over = ordered.find(({ hours }) => hours > monthHours);
  if (!over) return ok(servers);
  const { serverId, hours } = over;
  return err({ reason: 'hours_beyond_month', serverId, hours, monthHours });
}
