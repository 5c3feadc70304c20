import { SignOnForm } from '#views/components/sign-on-form.tsx';
import { formatLocalDate, formatMonth } from '#views/format.ts';
import type { Language } from '#views/languages.ts';

export interface EnrolledPanelProps {
  readonly language: Language;
  /** The next day of invoicing (`YYYY-MM-DD`) and the month it is for (`YYYY-MM`). */
  readonly nextInvoice?: { readonly onDate: string; readonly month: string } | undefined;
}

/** The dashboard's panel for clients who have access to the panel. */
export function EnrolledPanel({ language, nextInvoice }: EnrolledPanelProps) {
  const texts = language.texts.enrolledPanel;
  return (
    <section class="card panel enrolled" aria-labelledby="panel-title">
      <div>
        <h2 id="panel-title">{texts.title}</h2>
        <p>{texts.text}</p>
        <SignOnForm language={language} />
      </div>
      <div class="next-invoice">
        <h3 class="label">{texts.nextInvoice}</h3>
        {nextInvoice ? (
          <>
            <p class="big">{formatLocalDate(nextInvoice.onDate, language)}</p>
            <p>{texts.nextInvoiceFor(formatMonth(nextInvoice.month, language))}</p>
          </>
        ) : (
          <p>{texts.eachMonth}</p>
        )}
      </div>
    </section>
  );
}
