import { formatMoney } from '#core/money.ts';
import type { InvoiceSummary } from '#views/components/invoice-table.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { PayForm } from '#views/components/pay-form.tsx';
import { formatDate, formatMonth } from '#views/format.ts';
import type { Frame } from '#views/frame.ts';

export interface PayPageProps {
  readonly frame: Frame;
  readonly invoice: InvoiceSummary;
  readonly timeZone: string;
}

/** Where a link to pay leads: what is to be paid, and the button. */
export function PayPage({ frame, invoice, timeZone }: PayPageProps) {
  const { id, number, month, total, dueAtMs } = invoice;
  const lead = `${formatMoney(total)} for ${formatMonth(month)}, due on ${formatDate(dueAtMs, timeZone)}.`;
  return (
    <NarrowPage
      frame={frame}
      title={`Invoice ${number}`}
      lead={lead}
      aside={<a href={`/invoices/${encodeURIComponent(id)}`}>See what it is for</a>}
    >
      <PayForm invoiceId={id} />
      <p class="hint">You pay at {frame.provider.name}'s billing system, which opens now.</p>
    </NarrowPage>
  );
}
