import { type CurrencyCode, parseTokenPrice } from '#core/money.ts';
import { type BillingMonth, monthAt } from '#core/month.ts';
import { currencyFormat } from '#core/prices/currency-format.ts';
import { type AmountRefusal, shownAmount, shownTokenPrice } from '#core/prices/shown-price.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { PriceQuestion, PriceQuote } from '#ports/panel-prices.ts';
import type { Ports } from '#ports/ports.ts';

export type QuoteRefusal =
  | AmountRefusal
  | { readonly reason: 'user_unknown' }
  | { readonly reason: 'prices_unavailable' }
  | {
      readonly reason: 'price_missing';
      readonly currency: CurrencyCode;
      readonly month: BillingMonth;
    };

/** What the panel shows one of its users, at the price of the running month. */
export async function quotePrice(
  { priceFacts, clock, settings }: Pick<Ports, 'priceFacts' | 'clock' | 'settings'>,
  { user, tokens }: PriceQuestion,
): Promise<Result<PriceQuote, QuoteRefusal>> {
  const month = monthAt(clock.nowMs(), settings.timeZone);
  const answer = await priceFacts.read(user, month);
  if (answer.kind === 'unavailable') return err({ reason: 'prices_unavailable' });
  if (answer.kind === 'unknown_user') return err({ reason: 'user_unknown' });
  const { clientNumber, currency, tokenPrice: text } = answer.facts;
  if (text === '') return err({ reason: 'price_missing', currency, month });
  const price = parseTokenPrice(text, currency);
  if (!price.ok) throw new Error(`stored token price of ${currency} is malformed: ${text}`);
  const tokenPrice = shownTokenPrice(price.value, clientNumber, settings.priceTerms);
  const format = currencyFormat(currency);
  const { tax } = settings.priceTerms;
  if (tokens === undefined) return ok({ tokenPrice, format, tax, amount: undefined });
  const amount = shownAmount(tokens, tokenPrice);
  return amount.ok ? ok({ tokenPrice, format, tax, amount: amount.value }) : amount;
}
