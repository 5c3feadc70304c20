import type { Ports } from '#ports/ports.ts';
import { readPayments } from '#usecases/delivery/read-payments.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';
import { sendWebhooks } from '#usecases/webhooks/send-webhooks.ts';

/** Messages say "look", not "do": what is to be done stands in the outbox, so one look serves a whole batch. */
export async function runMessages(
  batch: { readonly messages: readonly { readonly body: unknown }[] },
  ports: Ports,
): Promise<void> {
  for (const { body } of batch.messages) {
    if (!isDrain(body)) throw new Error(`no job for the queue message ${JSON.stringify(body)}`);
  }
  const drained = await drainOutbox(ports);
  const payments = await readPayments(ports);
  if (drained.more || payments.more) await ports.queue.wake();
  // Last, after the others' next look is on its way: somebody's slow server holds up nothing of ours.
  const webhooks = await sendWebhooks(ports);
  if (webhooks.more) await ports.queue.wake();
}

function isDrain(body: unknown): boolean {
  return (
    typeof body === 'object' && body !== null && 'kind' in body && body.kind === 'drain_outbox'
  );
}
