// What Ubersmith answers, as far as we read it: ids and amounts are texts, times Unix seconds as texts, empty maps `[]`.
import { z } from 'zod';
import { decimal, idText, optionalText, rowsOf } from '../wire/php-values.ts';

/** The real answer holds a password hash as well. */
export const uberClient = z.object({
  clientid: idText,
  email: z.string(),
  active: optionalText,
});

const uberService = z.object({
  packid: idText,
  /** The text of the invoice's line. */
  desserv: z.string(),
  price: decimal,
  quantity: decimal.default('1'),
  /** Whether it stands on an invoice. */
  billed: optionalText,
});
export type UberService = z.output<typeof uberService>;
export const serviceList = rowsOf(uberService);

const invoiceRow = z.object({ invid: idText, date: optionalText });
export const invoiceList = rowsOf(invoiceRow);

const pack = z.object({
  packid: idText,
  desserv: z.string(),
  /** For the whole line. */
  cost: decimal,
});

export const uberInvoice = z.object({
  invid: idText,
  clientid: idText,
  amount: decimal,
  amount_unpaid: decimal.optional(),
  /** 0 unpaid, 1 paid, 2 disregarded. */
  paid: idText,
  datepaid: optionalText,
  current_packs: rowsOf(pack),
  credits: z.unknown().optional(),
});
export type UberInvoice = z.output<typeof uberInvoice>;

export const generatedInvoice = z.object({ invid: idText });

/** A list of names, or a map that has them as keys. */
export const methodList = z.union([
  z.array(z.string()),
  z.record(z.string(), z.unknown()).transform(Object.keys),
]);
