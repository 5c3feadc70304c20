// What WHMCS answers, as far as we read it. Ids and amounts come as text or as numbers, differing by action and version;
// lists are nested, and an empty one has six shapes.
import { z } from 'zod';
import { decimal, idText, optionalText } from '../wire/php-values.ts';

/**
 * `{invoices: {invoice: […]}}`; empty as `""`, `[]`, `{}`, `{invoice: []}` or not there; one element may stand without
 * its list, and a list as a map of numbers. GetUsers has a plain list.
 */
export function listOf<S extends z.ZodType>(name: string, row: S) {
  return z
    .unknown()
    .optional()
    .transform((given, context): z.output<S>[] => {
      const rows = rowsIn(given, name);
      const parsed = z.array(row).safeParse(rows);
      if (parsed.success) return parsed.data;
      context.addIssue({ code: 'custom', message: `not a list of ${name}` });
      return z.NEVER;
    });
}

function rowsIn(given: unknown, name: string): unknown[] {
  if (Array.isArray(given)) return given;
  if (typeof given !== 'object' || given === null) return given ? [given] : [];
  const inner = (given as Record<string, unknown>)[name];
  if (inner !== undefined) return rowsIn(inner, name);
  const keys = Object.keys(given);
  if (keys.every((key) => /^\d+$/.test(key))) return Object.values(given);
  return [given];
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#039': "'",
  '#39': "'",
  apos: "'",
};

/** Text as it was sent: stored names may come back with PHP's entities, once. */
export function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|#0?39);/g, (entity, name) => ENTITIES[name] ?? entity);
}

const plainText = optionalText.transform(decoded);

const whmcsItem = z.object({
  id: idText,
  type: optionalText,
  description: plainText,
  amount: decimal,
});

export const whmcsInvoice = z.object({
  invoiceid: idText,
  userid: idText,
  status: z.string(),
  date: optionalText,
  datepaid: optionalText,
  subtotal: decimal,
  tax: decimal.optional(),
  tax2: decimal.optional(),
  credit: decimal.optional(),
  total: decimal,
  balance: decimal.optional(),
  notes: plainText,
  items: listOf('item', whmcsItem),
});
export type WhmcsInvoice = z.output<typeof whmcsInvoice>;

const whmcsInvoiceRow = z.object({
  id: idText,
  userid: idText,
  date: optionalText,
  status: z.string(),
  notes: plainText,
  currencycode: optionalText,
});
export type WhmcsInvoiceRow = z.output<typeof whmcsInvoiceRow>;

export const whmcsInvoices = z.object({
  /** Not documented for this list; undefined where it cannot be read, which is not 0. */
  totalresults: idText.transform(Number).optional().catch(undefined),
  invoices: listOf('invoice', whmcsInvoiceRow),
});

const whmcsClientRow = z.object({
  id: idText,
  email: plainText,
  status: optionalText,
});

export const whmcsClients = z.object({ clients: listOf('client', whmcsClientRow) });

export const whmcsUsers = z.object({
  users: listOf(
    'user',
    z.object({
      id: idText,
      email: plainText,
      clients: listOf('client', z.object({ id: idText, isOwner: z.unknown() })),
    }),
  ),
});

/** The deprecated copy beside `client` has the same fields. */
export const whmcsClient = z.object({
  client: z.object({
    id: idText,
    email: plainText,
    status: optionalText,
    currency_code: optionalText,
    firstname: plainText,
    lastname: plainText,
    companyname: plainText,
    email_verified: z.unknown(),
  }),
});

/** The same answer, with what an account here is made of. */
export const whmcsPerson = z.object({
  client: whmcsClient.shape.client.extend({
    firstname: plainText,
    lastname: plainText,
    companyname: plainText,
  }),
});

export const whmcsCurrencies = z.object({
  currencies: listOf('currency', z.object({ id: idText, code: z.string() })),
});

export const whmcsPaymentMethods = z.object({
  paymentmethods: listOf('paymentmethod', z.object({ module: z.string() })),
});
