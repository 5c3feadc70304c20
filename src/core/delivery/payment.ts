// What is known of a document's payment, and when it is worth asking again. A signal from the billing system only
// hastens a look, so these intervals are what holds when every signal is lost.

/** `missing`: it was there, and is gone over there. */
export type PaymentState =
  | 'open'
  | 'partially_paid'
  | 'paid'
  | 'refunded'
  | 'cancelled'
  | 'missing';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Less than a day, so that the daily automation finds it due although it never starts at the same second. */
const OPEN_AGAIN_MS = 20 * HOUR_MS;
const PAID_AGAIN_MS = 7 * DAY_MS;
/** Payments are taken back within weeks: a bounced debit, a charge-back, a refund. */
const PAID_WATCHED_MS = 90 * DAY_MS;

/**
 * When to read the payment again: open ones daily; paid ones weekly for 90 days, because a payment can be taken back;
 * ended ones never. Null for never.
 */
export function nextLookMs(
  state: PaymentState,
  paidAtMs: number | null,
  nowMs: number,
): number | null {
  switch (state) {
    case 'open':
    case 'partially_paid':
      return nowMs + OPEN_AGAIN_MS;
    case 'paid':
      return nowMs - (paidAtMs ?? nowMs) < PAID_WATCHED_MS ? nowMs + PAID_AGAIN_MS : null;
    case 'refunded':
    case 'cancelled':
    case 'missing':
      return null;
  }
}

/** Whether the client still has something to pay. */
export function isPayable(state: PaymentState | ''): boolean {
  return state === 'open' || state === 'partially_paid';
}
