import type { Language } from '#views/languages.ts';

export interface PayFormProps {
  readonly language: Language;
  readonly invoiceId: string;
}

/** Leads to the billing system, signed in where it can do that. */
export function PayForm({ language, invoiceId }: PayFormProps) {
  return (
    <form method="post" action={`/invoices/${encodeURIComponent(invoiceId)}/pay`}>
      <button type="submit" class="button">
        {language.texts.pay.button}
      </button>
    </form>
  );
}
