import type { PaymentState } from '#core/delivery/payment.ts';
import type { DocumentKind } from '#core/invoicing/correct.ts';
import { formatMoney, type Money } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import { DOCUMENT_NAMES, PAYMENT_NAMES } from '#views/documents.ts';
import { formatDate, formatMonth } from '#views/format.ts';

/** What a list of invoices says about each. */
export interface InvoiceSummary {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly month: BillingMonth;
  readonly total: Money;
  readonly issuedAtMs: number;
  readonly dueAtMs: number;
  /** Empty where nobody knows. */
  readonly payment: PaymentState | '';
}

export interface InvoiceTableProps {
  readonly invoices: readonly InvoiceSummary[];
  readonly timeZone: string;
}

/** Invoices with their numbers leading to them. On narrow screens each row becomes a card. */
export function InvoiceTable({ invoices, timeZone }: InvoiceTableProps) {
  return (
    <table class="table stacked">
      <caption class="visually-hidden">Your invoices, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Invoice</th>
          <th scope="col">For</th>
          <th scope="col">Issued</th>
          <th scope="col">Due</th>
          <th scope="col" class="number">
            Total
          </th>
        </tr>
      </thead>
      <tbody>
        {invoices.map((invoice) => (
          <tr>
            <th scope="row">
              <a href={`/invoices/${encodeURIComponent(invoice.id)}`}>{invoice.number}</a>
              {invoice.kind !== 'invoice' && (
                <span class="document-kind">{DOCUMENT_NAMES[invoice.kind]}</span>
              )}
            </th>
            <td data-label="For">{formatMonth(invoice.month)}</td>
            <td data-label="Issued">{formatDate(invoice.issuedAtMs, timeZone)}</td>
            <td data-label="Due">
              {invoice.kind === 'credit_note'
                ? 'Nothing to pay'
                : formatDate(invoice.dueAtMs, timeZone)}
              {invoice.payment !== '' && (
                <span class="document-kind">{PAYMENT_NAMES[invoice.payment]}</span>
              )}
            </td>
            <td class="number">{formatMoney(invoice.total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
