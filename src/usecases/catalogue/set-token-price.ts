import {
  type CurrencyCode,
  type PriceRefusal,
  parseCurrency,
  parseTokenPrice,
} from '#core/money.ts';
import { type BillingMonth, type MonthRefusal, monthAt, parseMonth } from '#core/month.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';

export type SetPriceRefusal =
  | PriceRefusal
  | MonthRefusal
  | {
      readonly reason: 'price_in_force';
      readonly currency: CurrencyCode;
      readonly month: BillingMonth;
    };

/**
 * Sets the money per token in one currency from the 1st of a month on. A running or past month that has a price
 * keeps it: usage that happened under one price is never billed under another. A currency's first price may begin
 * at any month.
 */
export async function setTokenPrice(
  ports: Pick<Ports, 'store' | 'clock' | 'settings'>,
  request: { readonly currency: string; readonly firstMonth: string; readonly price: string },
  actor: string,
): Promise<Result<null, SetPriceRefusal>> {
  const { store, clock, settings } = ports;
  const currency = parseCurrency(request.currency);
  if (!currency.ok) return currency;
  const price = parseTokenPrice(request.price, currency.value);
  if (!price.ok) return price;
  const month = parseMonth(request.firstMonth);
  if (!month.ok) return month;

  const atMs = clock.nowMs();
  const running = monthAt(atMs, settings.timeZone);
  if (month.value <= running) {
    const inForce = await store.catalogue.pricesIn(running);
    if (inForce.has(currency.value)) {
      return err({ reason: 'price_in_force', currency: currency.value, month: month.value });
    }
  }
  const { text } = price.value;
  await store.commit([
    {
      type: 'token_price_set',
      currency: currency.value,
      firstMonth: month.value,
      price: text,
      atMs,
    },
    {
      type: 'audit',
      event: {
        atMs,
        actor,
        action: 'token_price_set',
        subjectId: currency.value,
        detail: { firstMonth: month.value, price: text },
      },
    },
  ]);
  return ok(null);
}
