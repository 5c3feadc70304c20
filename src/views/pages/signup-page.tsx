import { ErrorSummary, type FieldError } from '#views/components/error-summary.tsx';
import { Field } from '#views/components/field.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { NewPasswordField } from '#views/components/new-password-field.tsx';
import type { Frame } from '#views/frame.ts';

export interface SignupPageProps {
  readonly frame: Frame;
  readonly values: { readonly name: string; readonly company: string; readonly email: string };
  readonly errors: {
    readonly name?: string | undefined;
    readonly company?: string | undefined;
    readonly email?: string | undefined;
    readonly password?: string | undefined;
  };
}

const FIELDS = ['name', 'company', 'email', 'password'] as const;

export function SignupPage({ frame, values, errors }: SignupPageProps) {
  return (
    <NarrowPage
      frame={frame}
      title="Create your account"
      lead="No order and no prepayment. You pay on the 1st for what you used the month before."
      aside={
        <>
          Already have an account? <a href="/login">Log in</a>
        </>
      }
    >
      <ErrorSummary errors={inOrder(errors)} />
      <form method="post" action="/signup" class="form">
        <Field
          name="name"
          label="Your name"
          value={values.name}
          error={errors.name}
          autocomplete="name"
        />
        <Field
          name="company"
          label="Company"
          value={values.company}
          error={errors.company}
          autocomplete="organization"
          optional
        />
        <Field
          name="email"
          label="Email address"
          type="email"
          value={values.email}
          hint="We send a link to this address to confirm that it is yours."
          error={errors.email}
          autocomplete="email"
        />
        <NewPasswordField error={errors.password} />
        <button type="submit" class="button wide">
          Sign up
        </button>
      </form>
    </NarrowPage>
  );
}

function inOrder(errors: SignupPageProps['errors']): readonly FieldError[] {
  return FIELDS.flatMap((field) => {
    const message = errors[field];
    return message ? [{ field, message }] : [];
  });
}
