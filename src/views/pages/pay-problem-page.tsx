import { MailLink } from '#views/components/mail-link.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

export interface PayProblemPageProps {
  readonly frame: Frame;
  readonly invoiceId: string;
}

/** The billing system gave no address to pay at. */
export function PayProblemPage({ frame, invoiceId }: PayProblemPageProps) {
  const texts = frame.language.texts.pay;
  return (
    <NarrowPage frame={frame} title={texts.problemTitle} lead={texts.problem}>
      <p>{texts.support(<MailLink address={frame.provider.supportEmail} />)}</p>
      <a class="button wide" href={`/invoices/${encodeURIComponent(invoiceId)}`}>
        {texts.back}
      </a>
    </NarrowPage>
  );
}
