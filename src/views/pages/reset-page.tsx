import { ErrorSummary, fieldErrors } from '#views/components/error-summary.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { NewPasswordField } from '#views/components/new-password-field.tsx';
import { TryAgain } from '#views/components/try-again.tsx';
import type { Frame } from '#views/frame.ts';

export interface ResetPageProps {
  readonly frame: Frame;
  readonly token: string;
  readonly errors: { readonly password?: string | undefined };
  readonly tryAgain?: boolean;
}

export function ResetPage({ frame, token, errors, tryAgain = false }: ResetPageProps) {
  const { language } = frame;
  const { reset: texts, fields } = language.texts;
  return (
    <NarrowPage frame={frame} title={texts.title} lead={texts.lead}>
      {tryAgain && <TryAgain language={language} />}
      <ErrorSummary language={language} errors={fieldErrors(['password'], errors)} />
      <form method="post" action="/reset" class="form">
        <input type="hidden" name="token" value={token} />
        <NewPasswordField language={language} label={fields.newPassword} error={errors.password} />
        <button type="submit" class="button wide">
          {texts.submit}
        </button>
      </form>
    </NarrowPage>
  );
}
