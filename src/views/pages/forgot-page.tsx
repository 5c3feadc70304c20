import { ErrorSummary } from '#views/components/error-summary.tsx';
import { Field } from '#views/components/field.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

export interface ForgotPageProps {
  readonly frame: Frame;
  readonly values: { readonly email: string };
  readonly errors: { readonly email?: string | undefined };
}

export function ForgotPage({ frame, values, errors }: ForgotPageProps) {
  return (
    <NarrowPage
      frame={frame}
      title="Forgotten your password?"
      lead="Enter your email address. We send you a link to choose a new password."
      aside={<a href="/login">Back to log in</a>}
    >
      <ErrorSummary errors={errors.email ? [{ field: 'email', message: errors.email }] : []} />
      <form method="post" action="/forgot" class="form">
        <Field
          name="email"
          label="Email address"
          type="email"
          value={values.email}
          error={errors.email}
          autocomplete="username"
        />
        <button type="submit" class="button wide">
          Send the link
        </button>
      </form>
    </NarrowPage>
  );
}
