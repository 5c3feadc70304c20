// A past month from its inputs, by today's core: what a run would plan, hash and seal. Nothing is stored and nothing asked.
import { createHash } from 'node:crypto';
import type { InvoiceId } from '#core/ids.ts';
import { manifestHeader, type RunHeader } from '#core/invoicing/manifest.ts';
import type { ParkReason } from '#core/invoicing/park-reason.ts';
import {
  type BilledMonth,
  type PlanClient,
  type PlanItem,
  parkedItem,
  planItem,
} from '#core/invoicing/plan-item.ts';
import { type CurrencyCode, parseTokenPrice, type TokenPrice } from '#core/money.ts';
import { hoursIn, monthRange } from '#core/month.ts';
import type { Usage } from '#core/usage/usage.ts';

/** As a run finds them. Only JSON: prices are text. */
export interface MonthInputs {
  readonly about: string;
  readonly header: RunHeader;
  readonly prices: Readonly<Record<string, string>>;
  readonly clients: readonly GoldenClient[];
}

export interface GoldenClient extends Omit<PlanClient, 'billed'> {
  readonly billed?: Omit<BilledMonth, 'price'> & { readonly tokenPrice: string };
  readonly usage: Usage;
  /** Held back by a look over the whole plan. */
  readonly held?: ParkReason;
}

export type GoldenItem = Omit<PlanItem, 'invoiceId'> & { readonly hash: string };

export interface MonthOutputs {
  readonly monthHours: number;
  readonly items: readonly GoldenItem[];
  readonly manifest: string;
}

/** An id has no part in the content. */
const NO_ID = 'inv_00000000000000000000000000' as InvoiceId;

export function buildMonth({ header, prices, clients }: MonthInputs): MonthOutputs {
  const monthHours = hoursIn(monthRange(header.month, header.timeZone));
  const ordered = [...clients].sort((a, b) => (a.id < b.id ? -1 : 1));
  const items = ordered.map(({ usage, held, billed, ...client }) => {
    const text = prices[client.currency];
    const facts = {
      ...header,
      monthHours,
      price: text ? priceOf(text, client.currency) : undefined,
    };
    const planned: PlanClient = billed
      ? { ...client, billed: { ...billed, price: priceOf(billed.tokenPrice, billed.currency) } }
      : client;
    const item = held ? parkedItem(planned, held) : planItem(planned, usage, facts, NO_ID);
    const { invoiceId: _, ...kept } = item;
    return { ...kept, hash: sha256(item.content) };
  });
  return { monthHours, items, manifest: manifestOf(header, items) };
}

export function manifestOf(header: RunHeader, items: readonly { readonly hash: string }[]): string {
  const sealed = createHash('sha256').update(manifestHeader(header));
  for (const { hash } of items) sealed.update(Buffer.from(hash, 'hex'));
  return sealed.digest('hex');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function priceOf(text: string, currency: CurrencyCode): TokenPrice {
  const price = parseTokenPrice(text, currency);
  if (!price.ok) throw new Error(`${text} ${currency}: ${price.error.reason}`);
  return price.value;
}
