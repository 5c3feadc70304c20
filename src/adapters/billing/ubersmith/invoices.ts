import { parseDecimal } from '#core/money.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure, Delivery, DeliveryJournal } from '#ports/billing-system.ts';
import { matchLines } from '../wire/match-lines.ts';
import { isMissing } from '../wire/refusal-code.ts';
import { invoiceList, type UberInvoice, uberInvoice } from './answers.ts';
import type { UbersmithApi } from './api.ts';

/** Their clock and zone are not ours; invoices before are none of ours. */
const OLDER_MS = 2 * 86_400_000;

/** Each is a call; a client with more invoices in so short a time is for a person. */
const INVOICES_MAX = 60;

const PAGE_ROWS = 100;

/** A list longer than this is a loop. */
const PAGES_MAX = 50;

/** Null where Ubersmith has none of this id. */
export async function readInvoice(
  api: UbersmithApi,
  id: string,
): Promise<Result<UberInvoice | null, BillingFailure>> {
  const fields = { invoice_id: id, format: 'json' };
  const answer = await api.call('read', 'client.invoice_get', fields);
  if (!answer.ok) return isMissing(answer.error) ? ok(null) : answer;
  const parsed = uberInvoice.safeParse(answer.value);
  if (parsed.success) return ok(parsed.data);
  if (!answer.value || (Array.isArray(answer.value) && answer.value.length === 0)) return ok(null);
  return malformed(api, 'client.invoice_get: an invoice we cannot read');
}

/** The invoice on which our services stand, among the client's since the day of issue. */
export async function findInvoice(
  api: UbersmithApi,
  { document, clientId }: Delivery,
  serviceIds: ReadonlySet<string>,
): Promise<Result<UberInvoice | null, BillingFailure>> {
  const recent = await recentInvoices(api, clientId, Date.parse(document.issuedOn) - OLDER_MS);
  if (!recent.ok) return recent;
  if (recent.value.length > INVOICES_MAX) {
    const detail = `client ${clientId} has ${recent.value.length} invoices since ${document.issuedOn}`;
    return err(api.failure('read', 'billing_unsupported', detail));
  }
  const holding: UberInvoice[] = [];
  for (const invid of recent.value) {
    const invoice = await readInvoice(api, invid);
    if (!invoice.ok) return invoice;
    if (invoice.value?.current_packs.some(({ packid }) => serviceIds.has(packid))) {
      holding.push(invoice.value);
    }
  }
  const [first = null, second] = holding;
  if (!second) return ok(first);
  const detail = `invoices ${holding.map(({ invid }) => invid).join(' and ')} hold services of one document`;
  return err(api.failure('read', 'billing_ambiguous', detail));
}

/** Ids. `since` and `limit` are documented without their exact meaning: rows are compared, and the end is a page without news. */
async function recentInvoices(
  api: UbersmithApi,
  clientId: string,
  sinceMs: number,
): Promise<Result<readonly string[], BillingFailure>> {
  const seen = new Map<string, number>();
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer = await api.call('read', 'client.invoice_list', {
      client_id: clientId,
      since: sinceMs / 1000,
      limit: PAGE_ROWS,
      offset: seen.size,
    });
    if (!answer.ok) return answer;
    const rows = invoiceList.safeParse(answer.value);
    if (!rows.success) return malformed(api, 'client.invoice_list: invoices we cannot read');
    const before = seen.size;
    for (const { invid, date } of rows.data) {
      seen.set(invid, /^\d+$/.test(date) ? Number(date) * 1000 : sinceMs);
    }
    if (seen.size > before) continue;
    return ok([...seen].filter(([, dateMs]) => dateMs >= sinceMs).map(([invid]) => invid));
  }
  return malformed(api, `client.invoice_list: more than ${PAGES_MAX} pages`);
}

/** Client, exactly our services, each amount; taxes on top are Ubersmith's. */
export function verdict(
  api: UbersmithApi,
  invoice: UberInvoice,
  { document, clientId }: Delivery,
): Result<DeliveryJournal, BillingFailure> {
  const { lines, missing, differences } = matchLines(
    document,
    invoice.current_packs.map(({ packid, desserv, cost }) => ({
      id: packid,
      text: desserv,
      amountMinor: parseDecimal(cost, document.currency),
    })),
  );
  const how = [
    ...(invoice.paid === '2' ? ['cancelled there'] : []),
    ...(invoice.clientid === clientId ? [] : [`it belongs to client ${invoice.clientid}`]),
    ...differences,
    ...missing.map(({ key }) => `line ${key} is missing`),
    ...(isEmpty(invoice.credits) ? [] : ['credits were taken into it']),
  ];
  if (how.length === 0) return ok({ phase: 'done', documentId: invoice.invid, lines });
  const detail = `invoice ${invoice.invid}: ${how.join('; ')}`;
  return err(api.failure('read', 'billing_changed', detail));
}

function isEmpty(credits: unknown): boolean {
  return !credits || (typeof credits === 'object' && Object.keys(credits).length === 0);
}

function malformed(api: UbersmithApi, detail: string): Result<never, BillingFailure> {
  return err(api.failure('read', 'billing_answer_malformed', detail));
}
