import type { TimeRange } from '#core/month.ts';
import type { Usage } from '#core/usage/usage.ts';

/** A month that still runs, as far as it is known. */
export interface UsageSoFar {
  readonly usage: Usage;
  /** Up to when; a source may lag behind. */
  readonly asOfMs: number;
}

/** Where a month's tokens come from. */
export interface UsageSource {
  /**
   * One panel user's usage in a range. Never throws: whatever goes wrong is `unavailable` with its reason.
   * Reading is repeatable, so the adapter may try again by itself.
   */
  read(panelUserId: number, range: TimeRange): Promise<Usage>;
  /** As many as `readMany` takes; 1 where each user is a call of its own. */
  readonly usersAtOnce: number;
  /** The same of several users, in their order, with fewer calls where the source has larger ones. */
  readMany(panelUserIds: readonly number[], range: TimeRange): Promise<readonly Usage[]>;
  /** The same for the running month, whose range ends now, up to where the source knows. For estimates alone. */
  readSoFar(panelUserId: number, range: TimeRange): Promise<UsageSoFar>;
  /** The same of several users, in their order; as many as `usersAtOnce`. */
  readManySoFar(panelUserIds: readonly number[], range: TimeRange): Promise<readonly UsageSoFar[]>;
}
