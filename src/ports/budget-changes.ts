import type { ClientId } from '#core/ids.ts';
import type { BillingMonth } from '#core/month.ts';

export type BudgetChange =
  /** Replaces the client's budgets; amounts in the smallest unit of the client's currency. */
  | {
      readonly type: 'budgets_set';
      readonly clientId: ClientId;
      readonly amountsMinor: readonly number[];
      readonly atMs: number;
    }
  /** Guarded: none of these was told in this month. Goes with the letter that tells it. */
  | {
      readonly type: 'budgets_told';
      readonly clientId: ClientId;
      readonly month: BillingMonth;
      readonly amountsMinor: readonly number[];
      readonly atMs: number;
    }
  | {
      readonly type: 'budgets_looked_at';
      readonly clientIds: readonly ClientId[];
      readonly atMs: number;
    }
  /** What the month had cost at the end of days that are over; what is noted of it stays, and months before it go. */
  | {
      readonly type: 'usage_days_noted';
      readonly clientId: ClientId;
      readonly days: readonly { readonly date: string; readonly costMinor: number }[];
      readonly atMs: number;
    };
