import type { DocumentKind } from '#core/invoicing/correct.ts';
import type { DocumentState } from '#core/invoicing/document-state.ts';
import type { Money } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import { StateMark } from '#views/components/state-mark.tsx';
import { figures, TableHead } from '#views/components/table-head.tsx';
import { formatDate, formatMoney, formatMonth } from '#views/format.ts';
import type { Language } from '#views/languages.ts';

/** What a list of invoices says about each. */
export interface InvoiceSummary {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly month: BillingMonth;
  readonly total: Money;
  readonly issuedAtMs: number;
  readonly dueAtMs: number;
  /** IANA name; the one that it was made in, whatever the provider's is today. */
  readonly timeZone: string;
  readonly state: DocumentState;
  /** Whether it can be paid by a click. */
  readonly isPayable: boolean;
}

export interface InvoiceTableProps {
  readonly language: Language;
  readonly invoices: readonly InvoiceSummary[];
}

/** Invoices with their numbers leading to them. On narrow screens each row becomes a card. */
export function InvoiceTable({ language, invoices }: InvoiceTableProps) {
  const texts = language.texts.invoices;
  return (
    <table class="table stacked">
      <caption class="visually-hidden">{texts.caption}</caption>
      <TableHead
        columns={[
          texts.number,
          texts.month,
          texts.issued,
          texts.due,
          texts.state,
          texts.files,
          figures(texts.total),
        ]}
      />
      <tbody>
        {invoices.map((invoice) => (
          <InvoiceRow language={language} invoice={invoice} />
        ))}
      </tbody>
    </table>
  );
}

interface InvoiceRowProps {
  readonly language: Language;
  readonly invoice: InvoiceSummary;
}

function InvoiceRow({ language, invoice }: InvoiceRowProps) {
  const { invoices: texts, documents } = language.texts;
  const { kind, number, timeZone } = invoice;
  const address = `/invoices/${encodeURIComponent(invoice.id)}`;
  return (
    <tr>
      <th scope="row">
        <a href={address}>{number}</a>
        {kind !== 'invoice' && <span class="document-kind">{documents[kind]}</span>}
      </th>
      <td data-label={texts.month}>{formatMonth(invoice.month, language)}</td>
      <td data-label={texts.issued}>{formatDate(invoice.issuedAtMs, timeZone, language)}</td>
      <td data-label={texts.due}>
        {kind === 'credit_note'
          ? texts.nothingToPay
          : formatDate(invoice.dueAtMs, timeZone, language)}
      </td>
      <td class="state-cell">
        <StateMark language={language} state={invoice.state} />
      </td>
      <td class="files">
        {(['pdf', 'csv'] as const).map((type) => (
          <a href={`${address}.${type}`} aria-label={texts.file(type.toUpperCase(), number)}>
            {type.toUpperCase()}
          </a>
        ))}
      </td>
      <td class="number">{formatMoney(invoice.total, language)}</td>
    </tr>
  );
}
