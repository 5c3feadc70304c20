/**
 * The panel's questions to the billing system about prices. ASSUMED where the vendor does not say: the verb, the path (the
 * configured address as it is), the names in the query, the bearer token, an answer without an envelope.
 *
 * Two generations of the contract are known, and both are asked here:
 * - the documentation's: a user and a number of tokens, answered by currency, symbol and price;
 * - the one that `project.token_pricing` shows: a list with a unit cost, by which the panel multiplies itself.
 */
import { z } from 'zod';
import { recordActivity } from './activity-logs.ts';
import type { Panel, PanelUser } from './panel.ts';

const TIMEOUT_MS = 5_000;
const BODY_SHOWN_CHARACTERS = 4_000;

const amount = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d+(?:\.\d+)?$/)
    .transform(Number),
]);
const priceSchema = z.object({ currency: z.string(), currency_symbol: z.string(), price: amount });
const priceListSchema = z.object({
  unit_cost: amount,
  currency_code: z.string(),
  currency_prefix: z.string(),
  currency_suffix: z.string(),
  currency_decimals: z.int().min(0).max(4),
  currency_decimals_separator: z.string(),
  currency_thousands_separator: z.string(),
  taxes_inclusive: z.boolean(),
  taxes: z.array(z.object({ name: z.string(), rate: amount })),
});

export type PriceList = z.output<typeof priceListSchema>;

/** One question and what came back, for showing. */
export interface Exchange {
  readonly asked: string;
  /** Null when nothing came back. */
  readonly status: number | null;
  readonly answered: string;
  readonly tookMs: number;
}

export interface PriceAnswer<T> extends Exchange {
  /** Null for an answer that is not in the form of the question. */
  readonly value: T | null;
}

/** What so many tokens cost this user. */
export function askForPrice(panel: Panel, user: PanelUser, tokens: string) {
  return ask(panel, user, { user_id: String(user.id), tokens }, priceSchema);
}

/** What a token costs this user, and how amounts are written. */
export function askForPriceList(panel: Panel, user: PanelUser): Promise<PriceAnswer<PriceList>> {
  return ask(panel, user, { user_id: String(user.id) }, priceListSchema);
}

/** An amount as the panel writes it by a price list. */
export function moneyOf(tokens: number, list: PriceList): string {
  const [whole = '', fraction] = (tokens * list.unit_cost)
    .toFixed(list.currency_decimals)
    .split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, () => list.currency_thousands_separator);
  const digits = fraction === undefined ? '' : `${list.currency_decimals_separator}${fraction}`;
  return `${list.currency_prefix}${grouped}${digits}${list.currency_suffix}`;
}

async function ask<T>(
  panel: Panel,
  user: PanelUser,
  query: Record<string, string>,
  schema: z.ZodType<T>,
): Promise<PriceAnswer<T>> {
  const { url, token } = panel.tables.settings.billing_integration.drivers.whmcs;
  const address = new URL(url);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  const exchange = await get(address, token);
  recordActivity(panel, 'external_integration_requested', user, {
    url: address.href,
    status: exchange.status,
  });
  const parsed = exchange.status === 200 ? schema.safeParse(json(exchange.answered)) : null;
  return { ...exchange, value: parsed?.success ? parsed.data : null };
}

async function get(address: URL, token: string): Promise<Exchange> {
  const asked = `GET ${address.href}\nAuthorization: Bearer (the integration's token)\nAccept: application/json`;
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  const startMs = Date.now();
  try {
    const response = await fetch(address, { headers, redirect: 'manual', signal: abort.signal });
    const text = (await response.text()).slice(0, BODY_SHOWN_CHARACTERS);
    return { asked, status: response.status, answered: text, tookMs: Date.now() - startMs };
  } catch (error) {
    const answered = `No answer: ${error instanceof Error ? error.message : String(error)}`;
    return { asked, status: null, answered, tookMs: Date.now() - startMs };
  } finally {
    clearTimeout(timer);
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
