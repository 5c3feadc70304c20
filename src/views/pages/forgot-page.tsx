import { CHALLENGE_FIELD, ChallengeField } from '#views/components/challenge-field.tsx';
import { ErrorSummary, fieldErrors } from '#views/components/error-summary.tsx';
import { Field } from '#views/components/field.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

export interface ForgotPageProps {
  readonly frame: Frame;
  readonly values: { readonly email: string };
  readonly errors: {
    readonly email?: string | undefined;
    readonly challenge?: string | undefined;
  };
}

const FIELDS = ['email', CHALLENGE_FIELD] as const;

export function ForgotPage({ frame, values, errors }: ForgotPageProps) {
  const { language } = frame;
  const { forgot: texts, fields, links } = language.texts;
  return (
    <NarrowPage
      frame={frame}
      title={texts.title}
      lead={texts.lead}
      aside={<a href="/login">{links.backToLogin}</a>}
    >
      <ErrorSummary language={language} errors={fieldErrors(FIELDS, errors)} />
      <form method="post" action="/forgot" class="form">
        <Field
          language={language}
          name="email"
          label={fields.email}
          type="email"
          value={values.email}
          error={errors.email}
          autocomplete="username"
        />
        <ChallengeField frame={frame} form="forgot" error={errors.challenge} />
        <button type="submit" class="button wide">
          {texts.submit}
        </button>
      </form>
    </NarrowPage>
  );
}
