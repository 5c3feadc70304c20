import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';

/** A panel user by the panel's own id, or by the client number that the panel keeps as `billing_user_id`. */
export interface PriceUser {
  readonly kind: 'panel_user' | 'client_number';
  readonly id: number;
}

/** What decides one client's prices in a month. */
export interface PriceFacts {
  readonly clientNumber: number;
  readonly currency: CurrencyCode;
  /** Decimal text; empty where the currency has no price in the month. */
  readonly tokenPrice: string;
}

export type PriceFactsAnswer =
  | { readonly kind: 'known'; readonly facts: PriceFacts }
  | { readonly kind: 'unknown_user' }
  | { readonly kind: 'unavailable' };

/** Never throws. May answer from memory; what it remembers belongs to its month, whose prices no longer change. */
export interface PriceFactsSource {
  read(user: PriceUser, month: BillingMonth): Promise<PriceFactsAnswer>;
}
