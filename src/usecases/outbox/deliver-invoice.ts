import type { InvoiceId } from '#core/ids.ts';
import { dateAt } from '#core/month.ts';
import type { Task } from '#ports/store.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';
import {
  type OutboxPorts,
  outcomeOfFailure,
  type TaskOutcome,
} from '#usecases/outbox/task-outcome.ts';

/** Puts one issued invoice into the billing system, then tells the client. */
export async function deliverInvoice(ports: OutboxPorts, task: Task): Promise<TaskOutcome> {
  const { store, billing, clock, settings } = ports;
  const invoiceId = task.subjectId as InvoiceId; // tasks of this kind are made with an invoice's id
  const invoice = await store.invoices.headById(invoiceId);
  if (!invoice) return { kind: 'give_up', state: 'failed', error: 'invoice_missing' };
  const delivered = await billing.deliver(invoiceId);
  if (!delivered.ok) return outcomeOfFailure(delivered.error);
  const client = await store.clients.byId(invoice.clientId);
  const letter = {
    kind: 'invoice_issued',
    document: invoice.kind,
    // The address of now; of a client who has left meanwhile only the frozen one is known.
    to: client && client.state !== 'closed' ? client.email : invoice.client.email,
    language: client?.language ?? '',
    name: invoice.client.name,
    number: invoice.number,
    month: invoice.month,
    total: { currency: invoice.currency, amountMinor: invoice.totalMinor },
    dueDate: dateAt(invoice.dueAtMs, invoice.timeZone),
    url: `${settings.origin}/invoices/${invoiceId}`,
  } as const;
  return {
    kind: 'done',
    changes: [
      { type: 'invoice_delivered', invoiceId, atMs: clock.nowMs() },
      await letterTask(ports, letter, invoiceId, 1),
    ],
  };
}
