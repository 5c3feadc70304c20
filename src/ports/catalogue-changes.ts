import type { TermsVersion } from '#core/enrolment/terms.ts';
import type { ClientId } from '#core/ids.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';

export type CatalogueChange =
  /** Guarded: it is not set so already. */
  | {
      readonly type: 'token_price_set';
      readonly currency: CurrencyCode;
      readonly firstMonth: BillingMonth;
      readonly price: string;
      readonly atMs: number;
    }
  /** An operator has looked and takes responsibility. Guarded: nobody has before. */
  | {
      readonly type: 'park_released';
      readonly clientId: ClientId;
      readonly month: BillingMonth;
      readonly code: string;
      readonly note: string;
      readonly releasedBy: string;
      readonly atMs: number;
    }
  /** Guarded: the version is new. */
  | { readonly type: 'terms_published'; readonly terms: TermsVersion; readonly atMs: number };
