import type { InvoiceId } from '#core/ids.ts';
import type { Result } from '#core/result.ts';
import type { PortFailure } from '#ports/failure.ts';

/** Where invoices live for the provider. */
export interface BillingSystem {
  /** Puts an issued invoice into the billing system. Repeating it with the same id must not make a second one. */
  deliver(invoiceId: InvoiceId): Promise<Result<null, PortFailure>>;
}
