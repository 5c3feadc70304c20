import type { Money, TokenPrice } from '#core/money.ts';
import type { CurrencyFormat } from '#core/prices/currency-format.ts';
import type { ShownTax } from '#core/prices/shown-price.ts';
import type { Result } from '#core/result.ts';
import type { PriceUser } from '#ports/price-facts.ts';

/** One call of the panel, as it arrived. */
export interface PriceCall {
  header(name: string): string | undefined;
  /** Of query and body together, in order; nothing is dropped. Reading them may be work. */
  readonly parameters: readonly (readonly [name: string, value: unknown])[];
}

export interface PriceQuestion {
  readonly user: PriceUser;
  /** Undefined where the price list is asked for instead of one amount. */
  readonly tokens: number | undefined;
}

export interface PriceQuote {
  /** Money per token as shown, exact. */
  readonly tokenPrice: TokenPrice;
  readonly format: CurrencyFormat;
  readonly tax: ShownTax | undefined;
  /** The price of the tokens asked for; undefined with a price list. */
  readonly amount: Money | undefined;
}

/** Stable codes of what is wrong with a call. */
export type PriceCallCode =
  | 'parameter_unknown'
  | 'parameter_repeated'
  | 'user_missing'
  | 'user_ambiguous'
  | 'user_malformed'
  | 'tokens_malformed';

export interface PriceCallRefusal {
  readonly reason: PriceCallCode;
  /** The parameter's name as it arrived or was expected. */
  readonly parameter: string;
}

/** The panel's questions about prices: its words on one side, ours on the other. */
export interface PanelPrices {
  /** Whether the call shows the token of the panel's billing integration. Takes as long for every wrong one. */
  isAuthentic(call: PriceCall): boolean;
  read(call: PriceCall): Result<PriceQuestion, PriceCallRefusal>;
  /** The body of the answer, in the shape of the question. */
  write(quote: PriceQuote): Readonly<Record<string, unknown>>;
}
