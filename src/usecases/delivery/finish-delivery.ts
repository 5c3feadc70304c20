import { nextLookMs } from '#core/delivery/payment.ts';
import { documentState } from '#core/invoicing/document-state.ts';
import { howToPay } from '#core/invoicing/how-to-pay.ts';
import { dateAt } from '#core/month.ts';
import type { DeliveryJournal } from '#ports/billing-system.ts';
import type { Invoice } from '#ports/invoice-reads.ts';
import type { DeliveryRecord } from '#usecases/delivery/delivery-record.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';
import type { OutboxPorts, TaskOutcome } from '#usecases/outbox/task-outcome.ts';

/** It is there: what is stored with the end of the task, and the letter that tells the client. */
export async function finishDelivery(
  {
    ports,
    invoice,
    record,
  }: {
    readonly ports: OutboxPorts;
    readonly invoice: Invoice;
    readonly record: Pick<DeliveryRecord, 'done'>;
  },
  journal: DeliveryJournal,
): Promise<TaskOutcome> {
  const { clock, settings, billing, store } = ports;
  const { id: invoiceId, kind, number, month, currency, totalMinor, dueAtMs, timeZone } = invoice;
  const client = await store.clients.byId(invoice.clientId);
  const atMs = clock.nowMs();
  const letter = {
    kind: 'invoice_issued',
    document: kind,
    // The address of now; of a client who has left meanwhile only the frozen one is known.
    to: client && client.state !== 'closed' ? client.email : invoice.client.email,
    language: client?.language ?? '',
    name: invoice.client.name,
    number,
    month,
    total: { currency, amountMinor: totalMinor },
    dueDate: dateAt(dueAtMs, timeZone),
    howToPay: howToPay(settings.howToPay, number, documentState(invoice, atMs)),
    url: `${settings.origin}/invoices/${invoiceId}`,
  } as const;
  const firstLookMs = billing.capabilities.external ? nextLookMs('open', null, atMs) : null;
  return {
    kind: 'done',
    changes: [
      record.done(journal, firstLookMs),
      { type: 'invoice_delivered', invoiceId, atMs },
      {
        type: 'event_published',
        event: {
          type: 'invoice.delivered',
          data: {
            invoiceId,
            number,
            clientId: invoice.clientId,
            month,
            system: billing.capabilities.name,
            documentId: journal.documentId,
          },
        },
        atMs,
      },
      await letterTask(ports, letter, invoiceId, 1),
    ],
  };
}
