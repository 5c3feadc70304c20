/**
 * The panel's questions about prices (docs/prices-in-the-panel.md). The vendor says that it gives a user id and a number of
 * tokens and gets currency, symbol and price; a client of the vendor shows a list with a unit cost instead. Both are
 * answered: with a number of tokens the first, without one the second. How either travels is documented nowhere, so
 * every name, the place of the token and the envelope are settings.
 */
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { decimalText } from '#core/money.ts';
import { err, ok, type Result } from '#core/result.ts';
import type {
  PanelPrices,
  PriceCall,
  PriceCallCode,
  PriceCallRefusal,
  PriceQuestion,
  PriceQuote,
} from '#ports/panel-prices.ts';

const ENCODER = new TextEncoder();
const BEARER = /^bearer (\S*)/i;

export interface PriceContract {
  /** Where the call shows its token: `bearer`, `header:NAME` or `query:NAME`. */
  readonly token: string;
  /** Names of the question's parameters. */
  readonly panelUserId: string;
  readonly clientNumber: string;
  readonly tokens: string;
  /** Parameters that may be there and mean nothing to us. */
  readonly ignored: readonly string[];
  /** Names of the answer's fields in the first shape. */
  readonly currency: string;
  readonly symbol: string;
  readonly price: string;
  /** Names of the answer's fields in the second shape. */
  readonly list: PriceListNames;
  /** The field that the answer is wrapped in; empty for none. */
  readonly envelope: string;
  /** Whether money travels as a JSON number or as decimal text. */
  readonly money: 'number' | 'text';
}

/** All but the keys of a tax are confirmed for what the panel keeps, not for what it is answered. */
export interface PriceListNames {
  readonly unitCost: string;
  readonly currency: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly decimals: string;
  readonly decimalSeparator: string;
  readonly thousandsSeparator: string;
  readonly taxesInclusive: string;
  readonly taxes: string;
  /** Of each tax. */
  readonly taxName: string;
  readonly taxRate: string;
}

/** A whole number as JSON or as digits: a query has nothing but text. */
const count = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,16}$/)
      .transform(Number),
  ])
  .pipe(z.int().nonnegative());
const tokenCount = count.optional();
const userId = count.refine((value) => value > 0);

export function createPanelPrices(token: string, contract: PriceContract): PanelPrices {
  const expected = { bytes: padded(token), length: token.length };
  const shownToken = tokenReader(contract.token);
  const ignored = new Set([...contract.ignored, contract.token.replace(/^query:/, '')]);
  return {
    isAuthentic: (call) => isToken(shownToken(call), expected),
    read: (call) => readQuestion(call, contract, ignored),
    write: (quote) => {
      const answer = quote.amount ? priceOf(quote, contract) : priceListOf(quote, contract);
      return contract.envelope === '' ? answer : { [contract.envelope]: answer };
    },
  };
}

/** More than any token has; `env.ts` sees to that. */
const TOKEN_BYTES = 512;
const scratch = new Uint8Array(TOKEN_BYTES);

/**
 * Both sides have one length, whatever was shown, so that comparing takes as long and tells nothing about the token.
 * The length is looked at only where the bytes are the same, to refuse what goes on behind them.
 */
function isToken(shown: string, expected: { bytes: Uint8Array; length: number }): boolean {
  scratch.fill(0);
  ENCODER.encodeInto(shown, scratch);
  return timingSafeEqual(scratch, expected.bytes) && shown.length === expected.length;
}

function padded(token: string): Uint8Array {
  const bytes = new Uint8Array(TOKEN_BYTES);
  ENCODER.encodeInto(token, bytes);
  return bytes;
}

/** Finds the token that a call shows, in the place that the contract names; empty where there is none. */
function tokenReader(place: string): (call: PriceCall) => string {
  const [kind = '', name = ''] = place.split(':');
  if (kind === 'header') return (call) => call.header(name) ?? '';
  if (kind === 'query') {
    return (call) => {
      const token = call.parameters.find(([given]) => given === name)?.[1];
      // Of a stranger's JSON: not everything in it can be made a text.
      return typeof token === 'string' ? token : '';
    };
  }
  return (call) => BEARER.exec(call.header('authorization') ?? '')?.[1] ?? '';
}

/** A name that we do not know could be the one that the panel gives the tokens: guessing would show wrong prices. */
function readQuestion(
  { parameters }: PriceCall,
  contract: PriceContract,
  ignored: ReadonlySet<string>,
): Result<PriceQuestion, PriceCallRefusal> {
  const { panelUserId, clientNumber, tokens: tokensName } = contract;
  const given = new Map<string, unknown>();
  for (const [name, value] of parameters) {
    if (ignored.has(name)) continue;
    if (name !== panelUserId && name !== clientNumber && name !== tokensName) {
      return refused('parameter_unknown', name);
    }
    if (given.has(name)) return refused('parameter_repeated', name);
    given.set(name, value);
  }
  const byPanelUser = given.has(panelUserId);
  const byNumber = given.has(clientNumber);
  if (byPanelUser && byNumber) return refused('user_ambiguous', clientNumber);
  if (!byPanelUser && !byNumber) return refused('user_missing', panelUserId);
  const name = byPanelUser ? panelUserId : clientNumber;
  const user = userId.safeParse(given.get(name));
  if (!user.success) return refused('user_malformed', name);
  const tokens = tokenCount.safeParse(given.get(tokensName));
  if (!tokens.success) return refused('tokens_malformed', tokensName);
  const kind = byPanelUser ? 'panel_user' : 'client_number';
  return ok({ user: { kind, id: user.data }, tokens: tokens.data });
}

function refused(reason: PriceCallCode, parameter: string): Result<never, PriceCallRefusal> {
  return err({ reason, parameter: parameter.slice(0, 64) });
}

/** The first shape: what so many tokens cost. That these three are answered is confirmed, their names are not. */
function priceOf({ amount, tokenPrice, format }: PriceQuote, contract: PriceContract) {
  return {
    [contract.currency]: tokenPrice.currency,
    [contract.symbol]: format.symbol,
    [contract.price]: amount && money(decimalText(amount), contract),
  };
}

/** The second shape: as the panel keeps it in `token_pricing` of a project. */
function priceListOf({ tokenPrice, format, tax }: PriceQuote, contract: PriceContract) {
  const { list } = contract;
  return {
    [list.unitCost]: money(tokenPrice.text, contract),
    [list.currency]: tokenPrice.currency,
    [list.prefix]: format.prefix,
    [list.suffix]: format.suffix,
    [list.decimals]: format.decimals,
    [list.decimalSeparator]: format.decimalSeparator,
    [list.thousandsSeparator]: format.thousandsSeparator,
    [list.taxesInclusive]: tax?.isInclusive ?? false,
    [list.taxes]: tax
      ? [{ [list.taxName]: tax.name, [list.taxRate]: money(tax.rate.text, contract) }]
      : [],
  };
}

function money(text: string, { money: form }: PriceContract): number | string {
  return form === 'text' ? text : Number(text);
}
