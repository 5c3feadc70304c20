/** An invoice as a client and as an administrator see it: head, lines, sums, payments. */
import { fullName } from '../clients/clients.ts';
import type { Client, Installation, Invoice } from '../installation.ts';
import { balanceMinor, transactionsOf } from '../invoices/invoices.ts';
import { milliText, minorText } from '../money.ts';
import { currencyOf } from '../settings/catalogue.ts';

export interface InvoiceViewProps {
  readonly installation: Installation;
  readonly invoice: Invoice;
  readonly client: Client;
}

export function invoiceTitle(invoice: Invoice): string {
  return invoice.number === '' ? `Invoice #${invoice.id}` : `Invoice ${invoice.number}`;
}

export function InvoiceView({ installation, invoice, client }: InvoiceViewProps) {
  const { prefix, suffix } = currencyOf(installation.tables.catalogue, client.currencyId);
  const money = (minor: number) => `${prefix}${minorText(minor)}${suffix}`;
  const sums: [string, number][] = [
    ['Subtotal', invoice.subtotalMinor],
    [`Tax ${milliText(invoice.taxRateMilli)} %`, invoice.taxMinor],
    [`Second tax ${milliText(invoice.taxRate2Milli)} %`, invoice.tax2Minor],
    ['Credit', -invoice.creditMinor],
    ['Total', invoice.totalMinor],
    ['Balance', balanceMinor(installation, invoice)],
  ];
  const isShown = ([label, minor]: [string, number]) =>
    minor !== 0 || label === 'Total' || label === 'Balance';
  return (
    <>
      <dl data-invoice-id={String(invoice.id)}>
        <dt>Status</dt>
        <dd data-status>{invoice.status}</dd>
        <dt>Billed to</dt>
        <dd>
          {fullName(client)} {client.profile.companyname} ({client.profile.email})
        </dd>
        <dt>Date, due</dt>
        <dd>
          {invoice.date}, {invoice.dueDate}
        </dd>
        <dt>Payment method</dt>
        <dd>{invoice.paymentMethod}</dd>
        <dt>Notes</dt>
        <dd>{invoice.notes || 'none'}</dd>
      </dl>
      <table>
        <thead>
          <tr>
            <th>Description</th>
            <th>Taxed</th>
            <th class="number">Amount</th>
          </tr>
        </thead>
        <tbody>
          {invoice.lines.map((line) => (
            <tr>
              <td>{line.description}</td>
              <td>{line.taxed ? 'yes' : 'no'}</td>
              <td class="number">{money(line.amountMinor)}</td>
            </tr>
          ))}
          {sums.filter(isShown).map(([label, minor]) => (
            <tr>
              <th colspan={2}>{label}</th>
              <td class="number">{money(minor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Transactions {...{ installation, invoice, client }} />
    </>
  );
}

function Transactions({ installation, invoice }: InvoiceViewProps) {
  const transactions = transactionsOf(installation, invoice.id);
  if (transactions.length === 0) return <p>No payments yet.</p>;
  return (
    <ul>
      {transactions.map((one) => (
        <li>
          {one.date}: {one.description}, {minorText(one.amountInMinor - one.amountOutMinor)} by{' '}
          {one.gateway} {one.transactionId}
        </li>
      ))}
    </ul>
  );
}
