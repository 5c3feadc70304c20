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
  const { language } = frame;
  const { forgot: texts, fields, links } = language.texts;
  return (
    <NarrowPage
      frame={frame}
      title={texts.title}
      lead={texts.lead}
      aside={<a href="/login">{links.backToLogin}</a>}
    >
      <ErrorSummary
        language={language}
        errors={errors.email ? [{ field: 'email', message: errors.email }] : []}
      />
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
        <button type="submit" class="button wide">
          {texts.submit}
        </button>
      </form>
    </NarrowPage>
  );
}
