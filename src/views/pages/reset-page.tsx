import { ErrorSummary } from '#views/components/error-summary.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { NewPasswordField } from '#views/components/new-password-field.tsx';
import type { Frame } from '#views/frame.ts';

export interface ResetPageProps {
  readonly frame: Frame;
  readonly token: string;
  readonly errors: { readonly password?: string | undefined };
}

export function ResetPage({ frame, token, errors }: ResetPageProps) {
  return (
    <NarrowPage
      frame={frame}
      title="Choose a new password"
      lead="It replaces your old password. You then log in with the new one."
    >
      <ErrorSummary
        errors={errors.password ? [{ field: 'password', message: errors.password }] : []}
      />
      <form method="post" action="/reset" class="form">
        <input type="hidden" name="token" value={token} />
        <NewPasswordField label="New password" error={errors.password} />
        <button type="submit" class="button wide">
          Save the new password
        </button>
      </form>
    </NarrowPage>
  );
}
