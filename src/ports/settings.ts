import type { Seller } from '#core/invoicing/manifest.ts';
import type { OutlierRule } from '#core/invoicing/outlier.ts';
import type { CurrencyCode } from '#core/money.ts';

/** What use cases need to know of the provider's settings. Secrets and addresses of systems stay with the adapters. */
export interface Settings {
  /** Where this service is reached, without a trailing slash; also the `aud` of signed requests. */
  readonly origin: string;
  /** IANA name; calendar months are of this zone. */
  readonly timeZone: string;
  /** What clients may be billed in; the first is the default. */
  readonly currencies: readonly [CurrencyCode, ...CurrencyCode[]];
  readonly seller: Seller;
  /** Calendar days from issue to due date. */
  readonly paymentDays: number;
  readonly outlier: OutlierRule;
  /** How long a write whose reply was lost may still be done by the billing system; nobody looks before. */
  readonly billingSettleMs: number;
  /** Invoice numbers are this, the year, a dash and six digits. */
  readonly invoiceNumberPrefix: string;
}
