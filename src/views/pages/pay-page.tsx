import type { InvoiceSummary } from '#views/components/invoice-table.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { PayForm } from '#views/components/pay-form.tsx';
import { formatDate, formatMoney, formatMonth } from '#views/format.ts';
import type { Frame } from '#views/frame.ts';

export interface PayPageProps {
  readonly frame: Frame;
  readonly invoice: InvoiceSummary;
}

/** Where a link to pay leads: what is to be paid, and the button. */
export function PayPage({ frame, invoice }: PayPageProps) {
  const { id, number, month, total, dueAtMs, timeZone } = invoice;
  const { language } = frame;
  const texts = language.texts.pay;
  const due = formatDate(dueAtMs, timeZone, language);
  return (
    <NarrowPage
      frame={frame}
      title={texts.title(number)}
      lead={texts.lead(formatMoney(total, language), formatMonth(month, language), due)}
      aside={<a href={`/invoices/${encodeURIComponent(id)}`}>{texts.details}</a>}
    >
      <PayForm language={language} invoiceId={id} />
      <p class="hint">{texts.opens(frame.provider.name)}</p>
    </NarrowPage>
  );
}
