import type { PaymentState } from '#core/delivery/payment.ts';
import type { DocumentKind } from '#core/invoicing/correct.ts';

/**
 * Where a document stands. Money is the billing system's to know; where it says nothing, the date is all there is, and a
 * passed date accuses nobody.
 */
export const DOCUMENT_STATES = [
  'due',
  'past_due',
  'partially_paid',
  'paid',
  'refunded',
  'cancelled',
  'credit',
] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** Payment states that say more than a date does. */
export const TELLING_PAYMENTS = ['partially_paid', 'paid', 'refunded', 'cancelled'] as const;

/** A credit note asks for nothing; anything else of which no money is known is due until the instant of its due date. */
export function documentState(
  document: {
    readonly kind: DocumentKind;
    readonly dueAtMs: number;
    readonly payment: PaymentState | '';
  },
  nowMs: number,
): DocumentState {
  if (document.kind === 'credit_note') return 'credit';
  const told = TELLING_PAYMENTS.find((payment) => payment === document.payment);
  return told ?? (nowMs <= document.dueAtMs ? 'due' : 'past_due');
}
