// The settings of the prices that the panel shows: what it is let in with, how its question and our answer are shaped,
// and what is on the token price there, which no invoice has.
import { z } from 'zod';
import { type Percent, parsePercent } from '#core/prices/percent.ts';
import { json } from './fields.ts';

const percent = z.string().transform((text, context): Percent => {
  const parsed = parsePercent(text);
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: 'custom', message: 'must have percentages from "0" to "100" as text' });
  return z.NEVER;
});
const shownTax = json(
  z
    .strictObject({ name: z.string().min(1), percent, shown: z.enum(['inclusive', 'exclusive']) })
    .transform(({ name, percent: rate, shown }) => {
      return { name, rate, isInclusive: shown === 'inclusive' };
    }),
);
const discounts = json(
  z
    .record(z.string().regex(/^[1-9]\d{0,15}$/, 'must be by client number'), percent)
    .transform((of) => new Map(Object.entries(of).map(([client, off]) => [Number(client), off]))),
);
const field = z.string().regex(/^[\w.-]{1,64}$/, 'must have names of letters, digits, _, . and -');
const listNames = z.strictObject({
  unitCost: field.default('unit_cost'),
  currency: field.default('currency_code'),
  prefix: field.default('currency_prefix'),
  suffix: field.default('currency_suffix'),
  decimals: field.default('currency_decimals'),
  decimalSeparator: field.default('currency_decimals_separator'),
  thousandsSeparator: field.default('currency_thousands_separator'),
  taxesInclusive: field.default('taxes_inclusive'),
  taxes: field.default('taxes'),
  taxName: field.default('name'),
  taxRate: field.default('rate'),
});
const priceContract = json(
  z
    .strictObject({
      token: z
        .string()
        .regex(
          /^(?:bearer|(?:header|query):[\w-]{1,64})$/,
          'has a token other than bearer, header:NAME, query:NAME',
        )
        .default('bearer'),
      panelUserId: field.default('user_id'),
      clientNumber: field.default('billing_user_id'),
      tokens: field.default('tokens'),
      ignored: z.array(field).default([]),
      currency: field.default('currency'),
      symbol: field.default('currency_symbol'),
      price: field.default('price'),
      list: listNames.prefault({}),
      envelope: z.union([z.literal(''), field]).default(''),
      money: z.enum(['number', 'text']).default('number'),
    })
    .refine(({ panelUserId, clientNumber, tokens, currency, symbol, price, list }) => {
      const { taxName, taxRate, ...ofList } = list;
      return [
        [panelUserId, clientNumber, tokens],
        [currency, symbol, price],
        Object.values(ofList),
        [taxName, taxRate],
      ].every(areDistinct);
    }, 'gives two things of one question or answer the same name'),
);

/** Two fields of one name would be one field. */
function areDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

export const priceVariables = z.object({
  PANEL_PRICE_TOKEN: z
    .string()
    .regex(/^[!-~]{16,512}$/, 'must have 16 to 512 printable characters without spaces')
    .optional(),
  PANEL_PRICE_CONTRACT: priceContract.prefault('{}'),
  PRICE_TAX: shownTax.optional(),
  PRICE_DISCOUNTS: discounts.prefault('{}'),
});
