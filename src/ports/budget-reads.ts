import type { ClientId } from '#core/ids.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';

export interface BudgetReads {
  /** Rising, in the smallest unit of the client's currency. */
  ofClient(id: ClientId): Promise<readonly number[]>;
  /** Enrolled clients with a budget that was not told in `month`; those not looked at for longest come first. */
  waiting(month: BillingMonth, limit: number): Promise<readonly WaitingBudgets[]>;
  /** The month's cost at the end of each of its days that were noted, by date. */
  daysOf(id: ClientId, month: BillingMonth): Promise<ReadonlyMap<string, number>>;
}

export interface WaitingBudgets {
  readonly clientId: ClientId;
  readonly panelUserId: number;
  readonly email: string;
  readonly name: string;
  readonly language: string;
  readonly currency: CurrencyCode;
  /** Those not told in the month. */
  readonly amountsMinor: readonly number[];
}
