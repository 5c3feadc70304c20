// What operators do about a delivery that gave up: after they have looked in the billing system themselves.
import type { ClientId, InvoiceId } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import { deliveredDocument } from '#usecases/delivery/delivered-document.ts';
import { NOTHING_THERE } from '#usecases/delivery/delivery-record.ts';

type MendPorts = Pick<Ports, 'store' | 'billing' | 'clock' | 'queue' | 'secrets' | 'settings'>;

export type MendRefusal = {
  readonly reason:
    | 'invoice_unknown'
    | 'client_unknown'
    | 'already_delivered'
    | 'delivery_in_doubt'
    | 'payments_are_read';
};

/**
 * Delivers from the beginning, whatever our books say of what is there. Nothing is doubled: the first step looks for our
 * reference. One that is done stays done, and one in doubt has to settle first.
 */
export async function deliverAgain(
  { store, billing, clock, queue }: MendPorts,
  invoiceId: InvoiceId,
  actor: string,
): Promise<Result<null, MendRefusal>> {
  const invoice = await store.invoices.headById(invoiceId);
  if (!invoice) return err({ reason: 'invoice_unknown' });
  const system = billing.capabilities.name;
  const { delivery } = await store.deliveries.start(invoiceId, invoice.clientId, system);
  if (delivery?.journal.phase === 'done') return err({ reason: 'already_delivered' });
  const atMs = clock.nowMs();
  const before = { phase: delivery?.journal.phase ?? '', problem: delivery?.problem ?? '' };
  const detail = { before, after: { phase: NOTHING_THERE.phase, problem: '' } };
  const audit = { atMs, actor, action: 'delivery_restarted', subjectId: invoiceId, detail };
  const restarted = await store.commit([
    { type: 'delivery_restarted', invoiceId, system, atMs },
    { type: 'audit', event: audit },
  ]);
  if (!restarted.ok) return err({ reason: 'delivery_in_doubt' });
  await queue.wake();
  return ok(null);
}

/** Forgets who the client is over there; the next delivery looks for the address again. */
export async function unlinkClient(
  { store, billing, clock }: MendPorts,
  clientId: ClientId,
  actor: string,
): Promise<Result<null, MendRefusal>> {
  if (!(await store.clients.byId(clientId))) return err({ reason: 'client_unknown' });
  const system = billing.capabilities.name;
  const billingClientId = (await store.deliveries.billingClientId(clientId, system)) ?? '';
  const detail = { system, before: { billingClientId }, after: { billingClientId: '' } };
  const audit = {
    atMs: clock.nowMs(),
    actor,
    action: 'client_unlinked',
    subjectId: clientId,
    detail,
  };
  await store.commit([
    { type: 'client_unlinked', clientId, system },
    { type: 'audit', event: audit },
  ]);
  return ok(null);
}

/** With the built-in system nobody can be asked: an operator's word that an invoice is paid, or is not after all. */
export async function recordPayment(
  ports: MendPorts,
  invoiceId: InvoiceId,
  state: 'paid' | 'open',
  actor: string,
): Promise<Result<null, MendRefusal>> {
  const { store, billing, clock } = ports;
  const { name: system, external } = billing.capabilities;
  if (external) return err({ reason: 'payments_are_read' });
  const invoice = await store.invoices.byId(invoiceId);
  if (!invoice) return err({ reason: 'invoice_unknown' });
  if (invoice.payment === state) return ok(null);
  const { delivery } = await store.deliveries.start(invoiceId, invoice.clientId, system);
  const atMs = clock.nowMs();
  const { reference } = await deliveredDocument(ports, invoice);
  const key = { invoiceId, clientId: invoice.clientId, system, reference, version: 0 };
  const journal = { ...NOTHING_THERE, phase: 'done' } as const;
  const payment = { invoiceId, state, paidAtMs: state === 'paid' ? atMs : null, nextLookMs: null };
  // A conflict: somebody said the same at the same moment.
  await store.commit([
    // Issued before deliveries were kept in the books.
    ...(delivery
      ? []
      : [{ type: 'delivery_done', delivery: key, journal, nextLookMs: null, atMs } as const]),
    { type: 'payments_read', payments: [payment], from: invoice.payment, atMs },
    {
      type: 'audit',
      event: {
        atMs,
        actor,
        action: 'payment_recorded',
        subjectId: invoiceId,
        detail: { before: { payment: invoice.payment }, after: { payment: state } },
      },
    },
  ]);
  return ok(null);
}
