import {
  type CurrencyCode,
  type PriceRefusal,
  parseCurrency,
  parseTokenPrice,
  type TokenPrice,
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

export interface TokenPriceRequest {
  readonly currency: string;
  readonly firstMonth: string;
  /** Decimal text. */
  readonly price: string;
}

type PricePorts = Pick<Ports, 'store' | 'clock' | 'settings'>;

/** Sets the money per token in one currency from the 1st of a month on. */
export async function setTokenPrice(
  ports: PricePorts,
  request: TokenPriceRequest,
  actor: string,
): Promise<Result<null, SetPriceRefusal>> {
  const checked = await checkTokenPrice(ports, request);
  if (!checked.ok) return checked;
  const atMs = ports.clock.nowMs();
  const { currency, firstMonth } = checked.value;
  const { text: price } = checked.value.price;
  const before = (await ports.store.catalogue.pricesIn(firstMonth)).get(currency) ?? '';
  // A conflict: it is set so already, and nothing changes.
  await ports.store.commit([
    { type: 'token_price_set', currency, firstMonth, price, atMs },
    {
      type: 'audit',
      event: {
        atMs,
        actor,
        action: 'token_price_set',
        subjectId: currency,
        detail: { firstMonth, before: { price: before }, after: { price } },
      },
    },
  ]);
  return ok(null);
}

export interface CheckedTokenPrice {
  readonly currency: CurrencyCode;
  readonly firstMonth: BillingMonth;
  readonly price: TokenPrice;
}

/**
 * A running or past month that has a price keeps it: usage that happened under one price is never billed under
 * another. A currency's first price may begin at any month. Setting again what is set is no change: whoever never heard
 * the answer may ask again.
 */
export async function checkTokenPrice(
  { store, clock, settings }: PricePorts,
  request: TokenPriceRequest,
): Promise<Result<CheckedTokenPrice, SetPriceRefusal>> {
  const currency = parseCurrency(request.currency);
  if (!currency.ok) return currency;
  const price = parseTokenPrice(request.price, currency.value);
  if (!price.ok) return price;
  const firstMonth = parseMonth(request.firstMonth);
  if (!firstMonth.ok) return firstMonth;
  const running = monthAt(clock.nowMs(), settings.timeZone);
  if (firstMonth.value <= running) {
    const inForce = await store.catalogue.pricesIn(running);
    const wanted = price.value.text;
    if (
      inForce.has(currency.value) &&
      !(await isPriceIn(store, firstMonth.value, currency.value, wanted))
    ) {
      return err({ reason: 'price_in_force', currency: currency.value, month: firstMonth.value });
    }
  }
  return ok({ currency: currency.value, firstMonth: firstMonth.value, price: price.value });
}

async function isPriceIn(
  { catalogue }: PricePorts['store'],
  month: BillingMonth,
  currency: CurrencyCode,
  price: string,
): Promise<boolean> {
  return (await catalogue.pricesIn(month)).get(currency) === price;
}
