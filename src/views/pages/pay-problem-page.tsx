import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

export interface PayProblemPageProps {
  readonly frame: Frame;
  readonly invoiceId: string;
}

/** The billing system gave no address to pay at. */
export function PayProblemPage({ frame, invoiceId }: PayProblemPageProps) {
  const { supportEmail } = frame.provider;
  return (
    <NarrowPage
      frame={frame}
      title="Paying is not possible right now"
      lead="The billing system does not answer. Please try again in a few minutes. If it goes on, write to us."
    >
      <p>
        Support: <a href={`mailto:${supportEmail}`}>{supportEmail}</a>
      </p>
      <a class="button wide" href={`/invoices/${encodeURIComponent(invoiceId)}`}>
        Back to the invoice
      </a>
    </NarrowPage>
  );
}
