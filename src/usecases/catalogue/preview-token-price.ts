import { type CurrencyCode, isPriceable, priceTokens } from '#core/money.ts';
import { type BillingMonth, monthAt, monthBefore } from '#core/month.ts';
import { ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import {
  checkTokenPrice,
  type SetPriceRefusal,
  type TokenPriceRequest,
} from '#usecases/catalogue/set-token-price.ts';

export interface PriceEffect {
  readonly currency: CurrencyCode;
  /** The month whose invoices are used as the example: the last one that is over. */
  readonly exampleMonth: BillingMonth;
  readonly invoices: number;
  readonly tokens: number;
  /** What that month was billed at. */
  readonly billedMinor: number;
  /** What its tokens would have cost at the new price, rounded once over all; null for more than any amount can be. */
  readonly wouldBeMinor: number | null;
}

/** What a price would change, by the last month's tokens, before it is saved. Refuses what saving would refuse. */
export async function previewTokenPrice(
  ports: Pick<Ports, 'store' | 'clock' | 'settings'>,
  request: TokenPriceRequest,
): Promise<Result<PriceEffect, SetPriceRefusal>> {
  const checked = await checkTokenPrice(ports, request);
  if (!checked.ok) return checked;
  const { currency, price } = checked.value;
  const { store, clock, settings } = ports;
  const exampleMonth = monthBefore(monthAt(clock.nowMs(), settings.timeZone));
  const { invoices, tokens, billedMinor } = await store.catalogue.billedTokens(
    exampleMonth,
    currency,
  );
  const wouldBeMinor = isPriceable(tokens, price) ? priceTokens(tokens, price).amountMinor : null;
  return ok({ currency, exampleMonth, invoices, tokens, billedMinor, wouldBeMinor });
}
