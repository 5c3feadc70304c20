import { nextLookMs, type PaymentState } from '#core/delivery/payment.ts';
import { errorText } from '#core/error-text.ts';
import type { BillingDocument, BillingFailure } from '#ports/billing-system.ts';
import type { PaymentRead } from '#ports/delivery-changes.ts';
import type { PaymentDue } from '#ports/delivery-reads.ts';
import type { Ports } from '#ports/ports.ts';
import { atMost, CALLS_AT_ONCE } from '#usecases/at-most.ts';
import { stopDeliveries, stopsDeliveries } from '#usecases/delivery/stop-deliveries.ts';

type PaymentPorts = Pick<Ports, 'store' | 'clock' | 'billing' | 'log'>;

/** Documents in one go; one call each, so far below an invocation's limits together with what else it does. */
const READ_AT_ONCE = 60;
/** One that could not be read is tried again then, and does not stand before the others. */
const AFTER_FAILURE_MS = 3_600_000;

export interface PaymentsRead {
  readonly read: number;
  readonly changed: number;
  readonly failed: number;
  /** There may be more that are due now. */
  readonly more: boolean;
}

/**
 * Reads the payment of documents that are due for it, the oldest look first. This is the truth about payments: signals
 * only make a document due.
 */
export async function readPayments(ports: PaymentPorts): Promise<PaymentsRead> {
  const { store, clock, billing } = ports;
  const system = billing.capabilities.name;
  const nothing = { read: 0, changed: 0, failed: 0, more: false };
  if (!billing.capabilities.external || (await store.deliveries.stop(system))) return nothing;
  const due = await store.deliveries.paymentsDue(system, clock.nowMs(), READ_AT_ONCE);
  if (due.length === 0) return nothing;
  const payments: PaymentRead[] = [];
  let failed = 0;
  const stopped = await atMost(CALLS_AT_ONCE, due, async (one) => {
    const read = await readOne(ports, one);
    payments.push(read.payment);
    if (read.failure) failed += 1;
    return read.failure && stopsDeliveries(read.failure) ? read.failure : undefined;
  });
  await store.commit([{ type: 'payments_read', payments, atMs: clock.nowMs() }]);
  const known = new Map(due.map(({ invoiceId, payment }) => [invoiceId, payment]));
  const changed = payments.filter(({ invoiceId, state }) => known.get(invoiceId) !== state).length;
  return {
    read: payments.length - failed,
    changed,
    failed,
    more: due.length === READ_AT_ONCE && !stopped,
  };
}

interface ReadOne {
  readonly payment: PaymentRead;
  readonly failure?: BillingFailure;
}

async function readOne(ports: PaymentPorts, due: PaymentDue): Promise<ReadOne> {
  const { clock, billing, log } = ports;
  const { invoiceId, documentId } = due;
  const later = {
    invoiceId,
    state: due.payment,
    paidAtMs: null,
    nextLookMs: clock.nowMs() + AFTER_FAILURE_MS,
  };
  try {
    const found = await billing.read(documentId);
    if (found.ok) return { payment: paymentRead(due, found.value, clock.nowMs()) };
    const { code, detail } = found.error;
    log.warn('payment_not_read', { invoiceId, code, detail });
    if (stopsDeliveries(found.error)) await stopDeliveries(ports, found.error);
    return { payment: later, failure: found.error };
  } catch (error) {
    log.error('payment_reading_crashed', { invoiceId, error: errorText(error) });
    return { payment: later, failure: crashed() };
  }
}

function paymentRead(
  { invoiceId }: PaymentDue,
  document: BillingDocument | null,
  nowMs: number,
): PaymentRead {
  const state: PaymentState = document ? stateOf(document) : 'missing';
  const paidAtMs = state === 'paid' ? (document?.paidAtMs ?? null) : null;
  return { invoiceId, state, paidAtMs, nextLookMs: nextLookMs(state, paidAtMs, nowMs) };
}

/** A draft again is somebody's work over there; for the client it is still to be paid. */
function stateOf({ state }: BillingDocument): PaymentState {
  return state === 'draft' ? 'open' : state;
}

function crashed(): BillingFailure {
  return { disposition: 'unavailable', code: 'billing_error', detail: '' };
}
