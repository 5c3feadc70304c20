import type { TimeRange } from '#core/month.ts';
import type { Usage } from '#core/usage/usage.ts';

/** Where a month's tokens come from. */
export interface UsageSource {
  /**
   * One panel user's usage in a range. Never throws: whatever goes wrong is `unavailable` with its reason.
   * Reading is repeatable, so the adapter may try again by itself.
   */
  read(panelUserId: number, range: TimeRange): Promise<Usage>;
}
