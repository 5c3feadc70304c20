/** Calls that read invoices. */
import { textAt } from '../php-form/php-value.ts';
import { done, type HostbillCall, type HostbillMethods, idAt, paged, refused } from './call.ts';
import { invoiceDetails, invoiceRow, transactionResource } from './invoice-resource.ts';
import { type HostbillInvoice, type HostbillTransaction, PAYMENT_MODULES } from './tables.ts';

const NO_INVOICE = refused('Invoice with specified ID does not exist');
const STATUS_OF_LIST = new Map([
  ['paid', 'Paid'],
  ['unpaid', 'Unpaid'],
  ['cancelled', 'Cancelled'],
]);

export const invoiceReads: HostbillMethods = {
  getInvoices: {
    required: [],
    run: (call) => paged(call, 'invoices', listed(call, newestFirst(call))),
  },
  getClientInvoices: {
    required: ['id'],
    run: (call) => {
      const clientId = idAt(call, 'id');
      const own = newestFirst(call).filter((invoice) => invoice.clientId === clientId);
      return paged(call, 'invoices', listed(call, own));
    },
  },
  getInvoiceDetails: {
    required: ['id'],
    run: (call) =>
      onInvoice(call, (invoice) =>
        done({
          invoice: invoiceDetails(call, invoice),
          transactions: transactions(call)
            .filter(({ invoiceId }) => invoiceId === invoice.id)
            .map(transactionResource),
          gateway: PAYMENT_MODULES.get(invoice.paymentModule) ?? '',
        }),
      ),
  },
  getTransactions: {
    required: [],
    run: (call) => paged(call, 'transactions', transactions(call).map(transactionResource)),
  },
  getClientTransactions: {
    required: ['id'],
    run: (call) => {
      const clientId = idAt(call, 'id');
      const own = transactions(call).filter((transaction) => transaction.clientId === clientId);
      return paged(call, 'transactions', own.map(transactionResource));
    },
  },
};

export function onInvoice<Answer>(call: HostbillCall, work: (invoice: HostbillInvoice) => Answer) {
  const invoice = call.tables.invoices.get(idAt(call, 'id'));
  return invoice === undefined ? NO_INVOICE : work(invoice);
}

function newestFirst({ tables }: HostbillCall): HostbillInvoice[] {
  return [...tables.invoices.values()].reverse();
}

function listed({ args, hostbill, tables }: HostbillCall, invoices: readonly HostbillInvoice[]) {
  const wanted = STATUS_OF_LIST.get(textAt(args, 'list') ?? 'all');
  return invoices
    .filter(({ status }) => {
      if (wanted !== undefined) return status === wanted;
      return status !== 'Draft' || hostbill.values.draftsInLists;
    })
    .map((invoice) => invoiceRow(tables, invoice));
}

function transactions({ tables }: HostbillCall): HostbillTransaction[] {
  return [...tables.transactions.values()].reverse();
}
