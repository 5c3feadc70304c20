import type { InvoiceId } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure } from '#ports/billing-system.ts';
import type { Ports } from '#ports/ports.ts';
import { stopDeliveries, stopsDeliveries } from '#usecases/delivery/stop-deliveries.ts';

export type VoidRefusal =
  | { readonly reason: 'not_delivered' | 'already_paid' | 'billing_stopped' }
  /** What the billing system said, or that it said nothing. */
  | { readonly reason: 'billing_failed'; readonly code: string; readonly detail: string };

/**
 * An operator's word that a delivered document is void over there. Money that was taken for it has to be given back there
 * first. Ours stays as it was issued: its month is corrected by a credit note. Repeating it does no harm.
 */
export async function voidDocument(
  ports: Pick<Ports, 'store' | 'billing' | 'clock' | 'queue' | 'log'>,
  invoiceId: InvoiceId,
  why: string,
  actor: string,
): Promise<Result<null, VoidRefusal>> {
  const { store, billing, clock, queue } = ports;
  const { name: system, external } = billing.capabilities;
  const documentId = external ? await store.deliveries.documentId(invoiceId, system) : undefined;
  if (documentId === undefined) return err({ reason: 'not_delivered' });
  // A refused key must not be shown more often than needed.
  if (await store.deliveries.stop(system)) return err({ reason: 'billing_stopped' });
  const there = await billing.read(documentId);
  if (!there.ok) return failed(ports, there.error);
  const isPaid = there.value?.state === 'paid' || there.value?.state === 'partially_paid';
  if (isPaid) return err({ reason: 'already_paid' });
  const cancelled = await billing.cancel(documentId, why);
  const atMs = clock.nowMs();
  const detail = {
    system,
    documentId,
    why,
    ...(!cancelled.ok && { failed: cancelled.error.code }),
  };
  await store.commit([
    // Read soon in any case: a reply that was lost says nothing of what was done.
    { type: 'payment_hinted', system, documentId, atMs },
    {
      type: 'audit',
      event: { atMs, actor, action: 'document_voided', subjectId: invoiceId, detail },
    },
  ]);
  await queue.wake();
  return cancelled.ok ? ok(null) : failed(ports, cancelled.error);
}

async function failed(
  ports: Pick<Ports, 'store' | 'billing' | 'clock' | 'log'>,
  failure: BillingFailure,
): Promise<Result<null, VoidRefusal>> {
  if (stopsDeliveries(failure)) await stopDeliveries(ports, failure);
  const { code, detail } = failure;
  return err({ reason: 'billing_failed', code, detail });
}
