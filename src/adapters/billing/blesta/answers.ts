// What Blesta returns, as far as we read it. Dates are `YYYY-MM-DD hh:mm:ss` in UTC, amounts have four decimals.
import { z } from 'zod';
import { decimal, idText, optionalText, rowsOf } from '../wire/php-values.ts';

/** A client as listed and as read; only reading tells its settings and, everywhere, its username. */
export const blestaClient = z.object({
  id: idText,
  email: z.string(),
  status: optionalText,
  username: optionalText,
  // A client without any is `[]` in PHP.
  settings: z
    .union([z.looseObject({ default_currency: optionalText }), z.array(z.never())])
    .optional(),
});
export type BlestaClient = z.output<typeof blestaClient>;

const blestaLine = z.object({
  id: idText,
  description: z.string(),
  qty: decimal,
  amount: decimal,
});

export const blestaInvoice = z.object({
  id: idText,
  client_id: idText,
  status: z.string(),
  currency: z.string(),
  /** Net of tax. */
  subtotal: decimal.optional(),
  total: decimal.optional(),
  paid: decimal.optional(),
  due: decimal.optional(),
  date_closed: optionalText,
  line_items: rowsOf(blestaLine),
});
export type BlestaInvoice = z.output<typeof blestaInvoice>;

/** Rows of `invoices/getList` and `search`; everything else is read from the invoice itself. */
export const blestaInvoiceRow = z.object({ id: idText, client_id: idText.optional() });

export const blestaCurrencies = rowsOf(z.object({ code: z.string() }));
