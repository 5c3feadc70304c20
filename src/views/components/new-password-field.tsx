import { PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS } from '#core/enrolment/password-rule.ts';
import { Field } from '#views/components/field.tsx';
import type { Language } from '#views/languages.ts';

export interface NewPasswordFieldProps {
  readonly language: Language;
  readonly label?: string;
  readonly error?: string | undefined;
}

/** The field for a password somebody chooses, with the rule beside it. */
export function NewPasswordField({ language, label, error }: NewPasswordFieldProps) {
  const { fields } = language.texts;
  return (
    <Field
      language={language}
      name="password"
      label={label ?? fields.password}
      type="password"
      autocomplete="new-password"
      hint={fields.passwordRule}
      minLength={PASSWORD_MIN_CHARACTERS}
      maxLength={PASSWORD_MAX_CHARACTERS}
      error={error}
    />
  );
}
