import type { TermsKind, TermsVersion } from '#core/enrolment/terms.ts';
import type { CurrencyCode } from '#core/money.ts';
import {
  type AccountChoice,
  AccountField,
  accountLabel,
} from '#views/components/account-field.tsx';
import { CurrencyField } from '#views/components/currency-field.tsx';
import { ErrorSummary, fieldErrors } from '#views/components/error-summary.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { TermsFields, termsErrors } from '#views/components/terms-fields.tsx';
import { TryAgain } from '#views/components/try-again.tsx';
import type { Frame } from '#views/frame.ts';

export interface IdentityAcceptPageProps {
  readonly frame: Frame;
  readonly email: string;
  readonly accounts: readonly AccountChoice[];
  readonly terms: readonly TermsVersion[];
  /** Asked for only where no account has one of its own. */
  readonly currencies: readonly CurrencyCode[];
  readonly values: {
    readonly accepted: readonly string[];
    readonly account: string;
    readonly currency: string;
  };
  readonly errors: {
    readonly terms?: readonly TermsKind[];
    readonly account?: string;
    readonly currency?: string;
  };
  readonly tryAgain?: boolean;
}

/** The terms for somebody who was recognised elsewhere, and the choice of an account where there is one. */
export function IdentityAcceptPage(props: IdentityAcceptPageProps) {
  const { frame, email, accounts, terms, currencies, values, errors } = props;
  const { language, continueWith = '' } = frame;
  const { identity, login } = language.texts;
  const texts = identity.accept;
  const [only, second] = accounts;
  return (
    <NarrowPage
      frame={frame}
      title={texts.title}
      lead={texts.lead(continueWith, <strong>{email}</strong>)}
      aside={texts.haveAccount(<a href="/account/identity">{login.title}</a>)}
    >
      {props.tryAgain && <TryAgain language={language} />}
      <ErrorSummary
        language={language}
        errors={[
          ...fieldErrors(['account', 'currency'], errors),
          ...termsErrors(errors.terms ?? [], language),
        ]}
      />
      <form method="post" action="/login/openid/terms" class="form">
        {only && second && (
          <AccountField
            language={language}
            accounts={accounts}
            value={values.account}
            error={errors.account}
          />
        )}
        {only && !second && (
          <p id="account">{texts.oneAccount(<strong>{accountLabel(only)}</strong>)}</p>
        )}
        {!only && currencies.length > 1 && (
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
