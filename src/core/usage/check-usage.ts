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

/** Refuses a server that appears twice, and hours that the month does not have (lessons: Hetzner 2026, Lago #5916). */
export function checkUsage(
  servers: readonly ServerUsage[],
  monthHours: number,
): Result<readonly ServerUsage[], UsageRefusal> {
  const seen = new Set<number>();
  for (const { serverId, hours } of servers) {
    if (seen.has(serverId)) return err({ reason: 'duplicate_resource', serverId });
    seen.add(serverId);
    if (hours > monthHours)
      return err({ reason: 'hours_beyond_month', serverId, hours, monthHours });
  }
  return ok(servers);
}
