import type { ClientId } from '#core/ids.ts';
import type { CurrencyCode } from '#core/money.ts';

/** What the running month has cost, of the clients that it is known of. */
export interface NotedCosts {
  readonly currency: CurrencyCode;
  readonly clients: number;
  readonly costMinor: number;
}

export interface EnrolledClient {
  readonly id: ClientId;
  readonly currency: CurrencyCode;
  readonly panelUserId: number;
}

export interface OperatorOverview {
  /** Per currency what the month had cost at the end of a day (`YYYY-MM-DD`), where it was noted. */
  notedCosts(date: string): Promise<readonly NotedCosts[]>;
  /** Enrolled clients whose cost at the end of that day nobody noted, in order of id. */
  withoutCosts(date: string, after: string, limit: number): Promise<readonly EnrolledClient[]>;
  /** Sign-ups whose link is still good, and those of the last week whose link ran out unused. */
  signups(nowMs: number): Promise<{ readonly open: number; readonly expired: number }>;
}
