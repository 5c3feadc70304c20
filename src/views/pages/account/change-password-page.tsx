import { AccountCard } from '#views/components/account-card.tsx';
import { ErrorSummary, fieldErrors } from '#views/components/error-summary.tsx';
import { NewPasswordField } from '#views/components/new-password-field.tsx';
import { TryAgain } from '#views/components/try-again.tsx';
import type { Frame } from '#views/frame.ts';

export interface ChangePasswordPageProps {
  readonly frame: Frame;
  readonly error?: string | undefined;
  readonly tryAgain?: boolean;
}

export function ChangePasswordPage({ frame, error, tryAgain = false }: ChangePasswordPageProps) {
  const { language } = frame;
  const { changePassword: texts, fields } = language.texts;
  return (
    <AccountCard frame={frame} title={texts.title} lead={texts.lead}>
      {tryAgain && <TryAgain language={language} />}
      <ErrorSummary language={language} errors={fieldErrors(['password'], { password: error })} />
      <form method="post" action="/account/password" class="form">
        <NewPasswordField language={language} label={fields.newPassword} error={error} />
        <button type="submit" class="button wide">
          {texts.submit}
        </button>
      </form>
    </AccountCard>
  );
}
