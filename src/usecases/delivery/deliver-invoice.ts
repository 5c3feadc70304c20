// Puts one issued document into the billing system, exactly once. Before each write an intent is stored, so that a crash,
// a time-out or a lost reply leaves a mark. From that mark on nothing is written before somebody has looked, and nobody
// looks before a slow write of theirs has had its time to finish.
import type { InvoiceId } from '#core/ids.ts';
import type { BillingFailure, DeliveredDocument, DeliveryJournal } from '#ports/billing-system.ts';
import type { StoredDelivery } from '#ports/delivery-reads.ts';
import type { Invoice } from '#ports/invoice-reads.ts';
import type { Task } from '#ports/outbox.ts';
import { deliveredDocument } from '#usecases/delivery/delivered-document.ts';
import { type DeliveryRecord, openRecord } from '#usecases/delivery/delivery-record.ts';
import { finishDelivery } from '#usecases/delivery/finish-delivery.ts';
import { linkClient } from '#usecases/delivery/link-client.ts';
import { stopDeliveries, stopsDeliveries } from '#usecases/delivery/stop-deliveries.ts';
import type { OutboxPorts, TaskOutcome } from '#usecases/outbox/task-outcome.ts';

/** Writes in one attempt; a longer document goes on in the next one, which other tasks may come before. */
const STEPS_AT_ONCE = 20;
/** No step begins later than this after the first: a slow system's long document must not hold up the others. */
const STEPS_WITHIN_MS = 30_000;
const STOPPED_RETRY_MS = 5 * 60_000;
const OVERTAKEN_RETRY_MS = 60_000;

/** One attempt; the outcome says when the next one may begin. The task's subject is the invoice. */
export async function deliverInvoice(ports: OutboxPorts, task: Task): Promise<TaskOutcome> {
  const { store, billing } = ports;
  const invoice = await store.invoices.byId(task.subjectId as InvoiceId); // tasks of this kind are made with an invoice's id
  if (!invoice) return { kind: 'give_up', state: 'failed', error: 'invoice_missing' };
  const { name: system } = billing.capabilities;
  const start = await store.deliveries.start(invoice.id, invoice.clientId, system);
  if (start.stop) return { kind: 'wait', error: 'billing_stopped', forMs: STOPPED_RETRY_MS };
  const { delivery } = start;
  if (delivery && delivery.system !== system) {
    // Its journal means nothing here, and whether it is in the other system nobody can ask any more.
    return { kind: 'give_up', state: 'failed', error: 'billing_system_changed' };
  }
  const settlesInMs = delivery ? settlesIn(ports, delivery) : 0;
  if (settlesInMs > 0) return { kind: 'wait', error: 'billing_settling', forMs: settlesInMs };
  const document = await deliveredDocument(ports, invoice);
  const key = {
    invoiceId: invoice.id,
    clientId: invoice.clientId,
    system,
    reference: document.reference,
  };
  const record = openRecord(ports, key, delivery);
  return deliver({ ports, invoice, document, record }, start.billingClientId);
}

interface Attempt {
  readonly ports: OutboxPorts;
  readonly invoice: Invoice;
  readonly document: DeliveredDocument;
  readonly record: DeliveryRecord;
}

/** Milliseconds until a write in doubt is settled: a slow one may be done long after our time-out. */
function settlesIn({ clock, settings }: OutboxPorts, { inDoubtSinceMs }: StoredDelivery): number {
  if (inDoubtSinceMs === 0) return 0;
  return inDoubtSinceMs + settings.billingSettleMs - clock.nowMs();
}

async function deliver(attempt: Attempt, knownClientId: string | undefined): Promise<TaskOutcome> {
  const { ports, invoice, document, record } = attempt;
  const { billing, store } = ports;
  if (document.totalMinor < 0 && !billing.capabilities.negativeLines) {
    return failed(
      attempt,
      byHand('Credit notes are entered by hand: the settings allow no negative lines there.'),
    );
  }
  let clientId = '';
  if (billing.capabilities.external) {
    const client = await store.clients.byId(invoice.clientId);
    if (!client) return { kind: 'give_up', state: 'failed', error: 'client_missing' };
    const linked = await linkClient(ports, client, knownClientId, () =>
      record.intend(record.journal),
    );
    if (!linked.ok)
      return linked.error === 'overtaken' ? overtaken() : failed(attempt, linked.error);
    const { currency, id, active } = linked.value;
    if (!active) return failed(attempt, closed());
    if (
      currency !== '' &&
      currency !== document.currency &&
      !billing.capabilities.currencyPerDocument
    ) {
      return failed(attempt, currencyDiffers(currency, document.currency));
    }
    clientId = id;
  }
  // Also without any doubt: a database that was set back knows nothing of what was delivered before.
  const seen = await billing.look({ document, clientId, journal: record.journal });
  if (!seen.ok) return failed(attempt, seen.error);
  return advance(attempt, clientId, seen.value);
}

async function advance(
  attempt: Attempt,
  clientId: string,
  seen: DeliveryJournal,
): Promise<TaskOutcome> {
  const { ports, document, record } = attempt;
  const { billing, clock } = ports;
  const beganAtMs = clock.nowMs();
  let journal = seen;
  for (let step = 0; journal.phase !== 'done'; step++) {
    if (step === STEPS_AT_ONCE || clock.nowMs() - beganAtMs > STEPS_WITHIN_MS) {
      return (await record.note(journal)) ? { kind: 'wait', error: '', forMs: 0 } : overtaken();
    }
    if (!(await record.intend(journal))) return overtaken();
    const advanced = await billing.advance({ document, clientId, journal });
    if (!advanced.ok) return failed(attempt, advanced.error);
    journal = advanced.value;
  }
  return finishDelivery(attempt, journal);
}

/** Stores why it did not go on, and says when it may. A write whose outcome is unknown stays in doubt. */
async function failed(attempt: Attempt, failure: BillingFailure): Promise<TaskOutcome> {
  const { ports, record } = attempt;
  const { code, disposition } = failure;
  const isNoted =
    disposition === 'unknown'
      ? await record.doubt(failure)
      : await record.note(record.journal, failure);
  if (!isNoted) return overtaken();
  if (stopsDeliveries(failure)) {
    await stopDeliveries(ports, failure);
    return { kind: 'wait', error: code, forMs: STOPPED_RETRY_MS };
  }
  switch (disposition) {
    case 'rejected':
      return { kind: 'give_up', state: 'failed', error: code };
    case 'unavailable':
      return { kind: 'retry', error: code };
    case 'unknown':
      return { kind: 'retry', error: code, notBeforeMs: ports.settings.billingSettleMs };
  }
}

/** Another worker is at it, or deliveries were stopped this moment; whoever comes next reads which. */
function overtaken(): TaskOutcome {
  return { kind: 'wait', error: 'delivery_overtaken', forMs: OVERTAKEN_RETRY_MS };
}

function byHand(detail: string): BillingFailure {
  return { disposition: 'rejected', code: 'billing_unsupported', detail };
}

function closed(): BillingFailure {
  const detail = 'The client is closed over there.';
  return { disposition: 'rejected', code: 'billing_client_missing', detail };
}

function currencyDiffers(there: string, ours: string): BillingFailure {
  const detail = `The client is billed in ${there} over there, and in ${ours} here.`;
  return { disposition: 'rejected', code: 'billing_currency_differs', detail };
}
