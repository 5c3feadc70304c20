import type { TermsKind, TermsVersion } from '#core/enrolment/terms.ts';
import type { CurrencyCode } from '#core/money.ts';
import { CurrencyField } from '#views/components/currency-field.tsx';
import { ErrorSummary, type FieldError } from '#views/components/error-summary.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { NewPasswordField } from '#views/components/new-password-field.tsx';
import { TermsFields, termsErrorText, termsFieldId } from '#views/components/terms-fields.tsx';
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
}

export function VerifyPage(props: VerifyPageProps) {
  const { frame, token, email, terms, currencies, needsPassword, values, errors } = props;
  return (
    <NarrowPage
      frame={frame}
      title="One last step"
      lead={
        <>
          Your email address is <strong>{email}</strong>. Accept the terms and we create your
          account.
        </>
      }
    >
      <ErrorSummary errors={inOrder(errors)} />
      <form method="post" action="/verify" class="form">
        <input type="hidden" name="token" value={token} />
        {needsPassword && (
          <>
            <p>
              You opened this link in another browser than the one you signed up with. Enter the
              password you want to use; it replaces the one typed at sign-up.
            </p>
            <NewPasswordField error={errors.password} />
          </>
        )}
        {currencies.length > 1 && (
          <CurrencyField currencies={currencies} value={values.currency} error={errors.currency} />
        )}
        <TermsFields terms={terms} accepted={values.accepted} errors={errors.terms ?? []} />
        <button type="submit" class="button wide">
          Accept and create my account
        </button>
      </form>
    </NarrowPage>
  );
}

function inOrder(errors: VerifyPageProps['errors']): readonly FieldError[] {
  const { password, currency, terms = [] } = errors;
  return [
    ...(password ? [{ field: 'password', message: password }] : []),
    ...(currency ? [{ field: 'currency', message: currency }] : []),
    ...terms.map((kind) => ({ field: termsFieldId(kind), message: termsErrorText(kind) })),
  ];
}
