import type { BillingMonth } from '#core/month.ts';
import type { OldPerson } from '#core/moving/match-import.ts';
import type { OldInvoice } from '#core/moving/old-invoice.ts';
import type { Result } from '#core/result.ts';
import type { BillingFailure } from '#ports/billing-system.ts';

/** The billing system as the add-on before us left it. Reads only. */
export interface OldBilling {
  /** As `billing_link` names it. */
  readonly system: string;
  /** The client with this id; null where there is none. */
  readPerson(id: string): Promise<Result<OldPerson | null, BillingFailure>>;
  /**
   * What the add-on billed a client for a month, cancelled invoices and ours left out. Undefined where nobody has said how
   * such an invoice is recognised.
   */
  readonly readMonth:
    | ((
        clientId: string,
        month: BillingMonth,
      ) => Promise<Result<readonly OldInvoice[], BillingFailure>>)
    | undefined;
}
