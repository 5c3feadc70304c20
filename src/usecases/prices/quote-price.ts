import { type CurrencyCode, parseTokenPrice } from '#core/money.ts';
import { type BillingMonth, monthAt } from '#core/month.ts';
import { currencyFormat } from '#core/prices/currency-format.ts';
import { type AmountRefusal, shownAmount, shownTokenPrice } from '#core/prices/shown-price.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { PriceQuestion, PriceQuote } from '#ports/panel-prices.ts';
import type { Ports } from '#ports/ports.ts';
import type { PriceFacts, PriceUser } from '#ports/price-facts.ts';

export type QuoteRefusal =
  | AmountRefusal
  | { readonly reason: 'user_unknown' }
  | { readonly reason: 'prices_unavailable' }
  | {
      readonly reason: 'price_missing';
      readonly currency: CurrencyCode;
      readonly month: BillingMonth;
    };

/** What a quote was made from. */
export interface QuoteBasis {
  readonly user: PriceUser;
  readonly month: BillingMonth;
  readonly facts: PriceFacts;
}

type QuotePorts = Pick<Ports, 'priceFacts' | 'clock' | 'settings'>;

/** What the panel shows one of its users, at the price of the running month. */
export async function quotePrice(
  { priceFacts, clock, settings }: QuotePorts,
  { user, tokens }: PriceQuestion,
): Promise<Result<{ readonly quote: PriceQuote; readonly basis: QuoteBasis }, QuoteRefusal>> {
  const month = monthAt(clock.nowMs(), settings.timeZone);
  const answer = await priceFacts.read(user, month);
  if (answer.kind === 'unavailable') return err({ reason: 'prices_unavailable' });
  if (answer.kind === 'unknown_user') return err({ reason: 'user_unknown' });
  const { facts } = answer;
  const { clientNumber, currency, tokenPrice: text } = facts;
  if (text === '') return err({ reason: 'price_missing', currency, month });
  const price = parseTokenPrice(text, currency);
  if (!price.ok) throw new Error(`stored token price of ${currency} is malformed: ${text}`);
  const tokenPrice = shownTokenPrice(price.value, clientNumber, settings.priceTerms);
  const format = currencyFormat(currency);
  const { tax } = settings.priceTerms;
  const basis = { user, month, facts };
  if (tokens === undefined) {
    return ok({ quote: { tokenPrice, format, tax, amount: undefined }, basis });
  }
  const amount = shownAmount(tokens, tokenPrice);
  if (!amount.ok) return amount;
  return ok({ quote: { tokenPrice, format, tax, amount: amount.value }, basis });
}

/**
 * Whether a quote made from `basis` would be made again. The facts have to be the very object that it was made from:
 * facts that were read anew may be others.
 */
export async function isStillQuoted(
  { priceFacts, clock, settings }: QuotePorts,
  { user, month, facts }: QuoteBasis,
): Promise<boolean> {
  if (monthAt(clock.nowMs(), settings.timeZone) !== month) return false;
  const answer = await priceFacts.read(user, month);
  return answer.kind === 'known' && answer.facts === facts;
}
