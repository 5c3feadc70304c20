import type { PaymentState } from '#core/delivery/payment.ts';
import type { DocumentKind } from '#core/invoicing/correct.ts';

/** What a document is called where people read it. */
export const DOCUMENT_NAMES: Readonly<Record<DocumentKind, string>> = {
  invoice: 'Invoice',
  supplement: 'Supplement',
  credit_note: 'Credit note',
};

/** What is known of its payment, where people read it. */
export const PAYMENT_NAMES: Readonly<Record<PaymentState, string>> = {
  open: 'Open',
  partially_paid: 'Partly paid',
  paid: 'Paid',
  refunded: 'Refunded',
  cancelled: 'Cancelled',
  missing: 'Ask support',
};
