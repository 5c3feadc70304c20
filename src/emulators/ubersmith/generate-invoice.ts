/**
 * `client.invoice_generate`: an invoice of the services in `include_packs`. Unless told not to, it also sweeps in everything
 * else that is due (`include_prebills`) and uses up credits (`include_credits`).
 */
import { type Decimal, parseDecimal, sum } from '../billing-desk/decimal.ts';
import { hookLines } from '../billing-desk/line-hook.ts';
import { mapAt, textAt } from '../php-form/php-value.ts';
import { done, flagAt, type Outcome, refused, type UbersmithCall, unix } from './call.ts';
import { invoiceRow } from './invoice-resource.ts';
import { readTime } from './read-time.ts';
import {
  type InvoicePack,
  nextId,
  type UbersmithClient,
  type UbersmithCredit,
  type UbersmithInvoice,
  type UbersmithService,
} from './tables.ts';
import { packCost } from './totals.ts';

const DAY_MS = 24 * 3_600_000;
const GRACE_DAYS = 14;

export function generateInvoice(call: UbersmithCall, client: UbersmithClient): Outcome {
  const { args, tables, ubersmith } = call;
  const now = ubersmith.nowMs();
  if (textAt(args, 'command')) return refused('No payment method on file.');
  const dueMs = dueDate(call, client);
  if (dueMs === null) return refused('Invalid duedate.');
  const chosen = chosenServices(call, client);
  if (chosen === null) return refused('A service was invoiced before.');
  if (chosen.length === 0) return refused('There is nothing to invoice.');

  const packs = hookLines(ubersmith.values.lineHook, chosen.map(packOf), feePack);
  const invoice: UbersmithInvoice = {
    id: nextId(tables, 'invoice'),
    clientId: client.id,
    dateMs: now,
    dueMs,
    paid: 0,
    paidAtMs: null,
    packs,
    taxPercent: parseDecimal(ubersmith.values.taxPercent) ?? 0n,
    credits: usedCredits(call, client, sum(packs.map(packCost))),
  };
  tables.invoices.set(invoice.id, invoice);
  client.latestInvoiceMs = now;
  for (const service of chosen) markBilled(call, service);
  const { invid, amount, due } = invoiceRow(ubersmith, invoice);
  return done({ invid, total: amount, time: unix(now), duedate: due });
}

function dueDate(call: UbersmithCall, client: UbersmithClient): number | null {
  const text = textAt(call.args, 'duedate') ?? '';
  if (text !== '') return readTime(text, call.ubersmith.values.duedateFormat);
  return call.ubersmith.nowMs() + Number(client.fields.grace_due || GRACE_DAYS) * DAY_MS;
}

/** Null where a service that is billed already is refused. */
function chosenServices(call: UbersmithCall, client: UbersmithClient): UbersmithService[] | null {
  const { args, tables, ubersmith } = call;
  const own = [...tables.services.values()].filter(
    ({ clientId, active }) => clientId === client.id && active,
  );
  const included = Object.entries(mapAt(args, 'include_packs'))
    .filter(([, flag]) => flag !== '' && flag !== '0')
    .map(([id]) => Number(id));
  const named = own.filter(({ id }) => included.includes(id));
  const { billedPacks } = ubersmith.values;
  if (billedPacks === 'refused' && named.some((service) => !isDue(call, service))) return null;
  const billable =
    billedPacks === 'billed_again' ? named : named.filter((service) => isDue(call, service));
  if (!flagAt(call, 'include_prebills', true)) return billable;
  const swept = own.filter((service) => isDue(call, service) && !billable.includes(service));
  return [...billable, ...swept];
}

function isDue(call: UbersmithCall, service: UbersmithService): boolean {
  if (isOneTime(call, service)) return !service.billed;
  return service.renewMs <= call.ubersmith.nowMs();
}

function isOneTime({ ubersmith }: UbersmithCall, { period }: UbersmithService): boolean {
  return period === 0 && ubersmith.values.periodZero === 'one_time';
}

/** One that recurs is due again when its period is over. */
function markBilled(call: UbersmithCall, service: UbersmithService): void {
  service.billed = true;
  if (isOneTime(call, service)) return;
  const next = new Date(service.renewMs);
  next.setUTCMonth(next.getUTCMonth() + Math.max(1, service.period));
  service.renewMs = next.getTime();
}

function packOf(service: UbersmithService): InvoicePack {
  const { id, description, price, discount, quantity, taxIds } = service;
  return { serviceId: id, description, amount: price - discount, quantity, taxIds };
}

function feePack(description: string, amount: Decimal): InvoicePack {
  return { serviceId: null, description, amount, quantity: 10_000n, taxIds: [] };
}

function usedCredits(call: UbersmithCall, client: UbersmithClient, total: Decimal) {
  if (!flagAt(call, 'include_credits', true)) return [];
  let left = total;
  const used: { id: number; amount: Decimal }[] = [];
  for (const credit of creditsOf(call, client)) {
    const amount = credit.value < left ? credit.value : left;
    if (amount <= 0n) continue;
    used.push({ id: credit.id, amount });
    left -= amount;
    credit.active = false;
  }
  return used;
}

function creditsOf({ tables }: UbersmithCall, client: UbersmithClient): UbersmithCredit[] {
  return [...tables.credits.values()].filter(
    ({ clientId, active }) => clientId === client.id && active,
  );
}
