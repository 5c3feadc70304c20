import type { TermsKind, TermsVersion } from '#core/enrolment/terms.ts';
import type { CurrencyCode } from '#core/money.ts';
import { CurrencyField } from '#views/components/currency-field.tsx';
import { ErrorSummary, fieldErrors } from '#views/components/error-summary.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { NewPasswordField } from '#views/components/new-password-field.tsx';
import { TermsFields, termsErrors } from '#views/components/terms-fields.tsx';
import { TryAgain } from '#views/components/try-again.tsx';
import type { Frame } from '#views/frame.ts';

export interface VerifyPageProps {
  readonly frame: Frame;
  readonly token: string;
  readonly email: string;
  readonly terms: readonly TermsVersion[];
  readonly currencies: readonly CurrencyCode[];
  /** The link was opened in another browser than the one that signed up. */
  readonly needsPassword: boolean;
  readonly values: { readonly accepted: readonly string[]; readonly currency: string };
  readonly errors: {
    readonly terms?: readonly TermsKind[] | undefined;
    readonly password?: string | undefined;
    readonly currency?: string | undefined;
  };
  readonly tryAgain?: boolean;
}

export function VerifyPage(props: VerifyPageProps) {
  const { frame, token, email, terms, currencies, needsPassword, values, errors } = props;
  const { language } = frame;
  const texts = language.texts.verify;
  return (
    <NarrowPage frame={frame} title={texts.title} lead={texts.lead(<strong>{email}</strong>)}>
      {props.tryAgain && <TryAgain language={language} />}
      <ErrorSummary
        language={language}
        errors={[
          ...fieldErrors(['password', 'currency'], errors),
          ...termsErrors(errors.terms ?? [], language),
        ]}
      />
      <form method="post" action="/verify" class="form">
        <input type="hidden" name="token" value={token} />
        {needsPassword && (
          <>
            <p>{texts.otherBrowser}</p>
            <NewPasswordField language={language} error={errors.password} />
          </>
        )}
        {currencies.length > 1 && (
          <CurrencyField
            language={language}
            currencies={currencies}
            value={values.currency}
            error={errors.currency}
          />
        )}
        <TermsFields
          language={language}
          terms={terms}
          accepted={values.accepted}
          errors={errors.terms ?? []}
        />
        <button type="submit" class="button wide">
          {texts.submit}
        </button>
      </form>
    </NarrowPage>
  );
}
