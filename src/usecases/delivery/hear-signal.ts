import type { SignalRequest } from '#ports/billing-system.ts';
import type { Ports } from '#ports/ports.ts';

/**
 * The billing system says that something happened to a document. It is a hint: the document becomes due for reading, and
 * what is read is the truth. So a signal that is lost, late, doubled or of another document of theirs does no harm.
 */
export async function hearSignal(
  {
    store,
    billing,
    clock,
    queue,
    log,
  }: Pick<Ports, 'store' | 'billing' | 'clock' | 'queue' | 'log'>,
  request: Omit<SignalRequest, 'nowMs'>,
): Promise<'heard' | 'refused'> {
  const atMs = clock.nowMs();
  const documentId = await billing.readSignal({ ...request, nowMs: atMs });
  if (documentId === undefined) {
    log.warn('billing_signal_refused');
    return 'refused';
  }
  const system = billing.capabilities.name;
  await store.commit([{ type: 'payment_hinted', system, documentId, atMs }]);
  await queue.wake();
  return 'heard';
}
