// What HostBill answers, as far as we read it: ids and amounts are texts, unset dates are zeros.
import { z } from 'zod';
import { decimal, idText, optionalText, rowsOf } from '../wire/php-values.ts';

export const clientRow = z.object({ id: idText, email: z.string() });

const client = z.object({
  id: idText,
  email: z.string(),
  /** The main currency has the id 0. */
  currency_id: idText.catch('0'),
  status: optionalText,
});
export const clientAnswer = z.object({ client });
export type HostbillClient = z.output<typeof client>;

const item = z.object({
  id: idText,
  description: z.string(),
  /** For one. */
  amount: decimal,
  qty: decimal.default('1'),
});
export type HostbillItem = z.output<typeof item>;
export const newLineAnswer = z.object({ newline: item });

/** As `getInvoiceDetails`, `editInvoiceDetails` and `convertInvoice` answer it; only the first is sure to have the lines. */
const invoice = z.object({
  id: idText,
  status: z.string(),
  client_id: idText,
  date: optionalText,
  duedate: optionalText,
  datepaid: optionalText,
  subtotal: decimal.optional(),
  total: decimal.optional(),
  currency_id: idText.optional(),
  items: rowsOf(item).optional(),
  // Whether HostBill gives it back is not documented.
  metadata: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]).nullish(),
});
export type HostbillInvoice = z.output<typeof invoiceAnswer>['invoice'];

/** What was paid stands beside the invoice. Under which names is not documented, so they are settings. */
const transaction = z.record(z.string(), z.unknown());
export type HostbillTransaction = z.output<typeof transaction>;

export const invoiceAnswer = z
  .object({ invoice, transactions: rowsOf(transaction).optional().catch(undefined) })
  .transform(({ invoice, transactions = [] }) => ({ invoice: { ...invoice, transactions } }));

export const invoiceRow = z.object({ id: idText, date: optionalText, status: optionalText });
export const madeInvoice = z.object({ invoice_id: idText });
export const madeClient = z.object({ client_id: idText });

const currency = z.object({ id: idText, code: z.string() });
export const currenciesAnswer = z.object({
  main: currency,
  currencies: rowsOf(currency).optional(),
});

/** Beside the rows of a list that is divided into pages. */
export const sorterAnswer = z.object({
  sorter: z
    .object({
      totalpages: idText.transform(Number),
      sorterrecords: idText.transform(Number).optional(),
      /** The page to ask for next. */
      sorterpage: idText,
    })
    .optional(),
});

export const versionAnswer = z.record(z.string(), z.unknown());
/** A list of names, or a map that has them as keys. */
export const methodsAnswer = z.object({
  methods: z.union([z.array(z.string()), z.record(z.string(), z.unknown()).transform(Object.keys)]),
});
