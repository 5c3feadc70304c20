import { type CurrencyCode, parseTokenPrice } from '#core/money.ts';
import { type BillingMonth, monthAt, monthRange } from '#core/month.ts';
import { type Estimate, estimate } from '#core/usage/estimate.ts';
import { serversOf, type UnavailableReason } from '#core/usage/usage.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';

/** A client's running month. What is not known is said, and never shown as zero. */
export type LiveUsage = { readonly month: BillingMonth; readonly currency: CurrencyCode } & (
  | { readonly kind: 'estimated'; readonly asOfMs: number; readonly estimate: Estimate }
  | {
      readonly kind: 'unavailable';
      readonly why: UnavailableReason | 'usage_doubtful' | 'price_missing' | 'prices_unavailable';
    }
);

type LiveUsagePorts = Pick<Ports, 'usageSnapshots' | 'priceFacts' | 'clock' | 'settings' | 'log'>;

/** What the month has cost so far and where it leads, at the price that its invoice will have. */
export async function liveUsage(
  { usageSnapshots, priceFacts, clock, settings, log }: LiveUsagePorts,
  client: Pick<Client, 'id' | 'number' | 'currency'> & { readonly panelUserId: number },
): Promise<LiveUsage> {
  const { currency, panelUserId } = client;
  const nowMs = clock.nowMs();
  const month = monthAt(nowMs, settings.timeZone);
  const range = monthRange(month, settings.timeZone);
  const [{ usage, asOfMs, servers }, prices] = await Promise.all([
    usageSnapshots.read(panelUserId, { startMs: range.startMs, endMs: nowMs }),
    priceFacts.read({ kind: 'client_number', id: client.number }, month),
  ]);
  const unavailable = (why: (LiveUsage & { kind: 'unavailable' })['why']): LiveUsage => {
    return { kind: 'unavailable', month, currency, why };
  };
  if (usage.kind === 'unavailable') return unavailable(usage.why);
  if (prices.kind !== 'known') return unavailable('prices_unavailable');
  const price = parseTokenPrice(prices.facts.tokenPrice, currency);
  if (!price.ok) return unavailable('price_missing');
  const used = serversOf(usage);
  const { suspendedCosts } = settings;
  const soFar = { used, running: servers, month: range, asOfMs, suspendedCosts };
  const made = estimate(soFar, price.value);
  if (made.ok) return { kind: 'estimated', month, currency, asOfMs, estimate: made.value };
  log.warn('live_usage_doubtful', { clientId: client.id, month });
  return unavailable(made.error.reason);
}
