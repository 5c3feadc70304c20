import type { TermsKind, TermsVersion } from '#core/enrolment/terms.ts';
import { ErrorSummary } from '#views/components/error-summary.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { TermsFields, termsErrors } from '#views/components/terms-fields.tsx';
import type { Frame } from '#views/frame.ts';

export interface AcceptTermsPageProps {
  readonly frame: Frame;
  readonly terms: readonly TermsVersion[];
  readonly missing?: readonly TermsKind[];
}

/** Stands before everything but invoices, logging out and leaving, while a text in force is not accepted. */
export function AcceptTermsPage({ frame, terms, missing = [] }: AcceptTermsPageProps) {
  const { language } = frame;
  const { newTerms: texts } = language.texts;
  return (
    <NarrowPage
      frame={frame}
      title={texts.title}
      lead={texts.lead}
      aside={texts.rather(
        <a href="/account/data">{texts.data}</a>,
        <a href="/account/close">{texts.close}</a>,
      )}
    >
      <ErrorSummary language={language} errors={termsErrors(missing, language)} />
      <form method="post" action="/account/accept" class="form">
        <TermsFields language={language} terms={terms} errors={missing} />
        <button type="submit" class="button wide">
          {texts.submit}
        </button>
      </form>
      <p class="hint">
        <a href="/invoices">{texts.invoices}</a>
      </p>
    </NarrowPage>
  );
}
