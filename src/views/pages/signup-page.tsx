import { CHALLENGE_FIELD, ChallengeField } from '#views/components/challenge-field.tsx';
import { ErrorSummary, fieldErrors } from '#views/components/error-summary.tsx';
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
    readonly challenge?: string | undefined;
  };
}

const FIELDS = ['name', 'company', 'email', 'password', CHALLENGE_FIELD] as const;

export function SignupPage({ frame, values, errors }: SignupPageProps) {
  const { language } = frame;
  const { signup: texts, fields, login } = language.texts;
  return (
    <NarrowPage
      frame={frame}
      title={texts.title}
      lead={texts.lead}
      aside={texts.existing(<a href="/login">{login.title}</a>)}
    >
      <ErrorSummary language={language} errors={fieldErrors(FIELDS, errors)} />
      <form method="post" action="/signup" class="form">
        <Field
          language={language}
          name="name"
          label={texts.name}
          value={values.name}
          error={errors.name}
          autocomplete="name"
        />
        <Field
          language={language}
          name="company"
          label={texts.company}
          value={values.company}
          error={errors.company}
          autocomplete="organization"
          optional
        />
        <Field
          language={language}
          name="email"
          label={fields.email}
          type="email"
          value={values.email}
          hint={texts.emailHint}
          error={errors.email}
          autocomplete="email"
        />
        <NewPasswordField language={language} error={errors.password} />
        <ChallengeField frame={frame} form="signup" error={errors.challenge} />
        <button type="submit" class="button wide">
          {texts.submit}
        </button>
      </form>
    </NarrowPage>
  );
}
