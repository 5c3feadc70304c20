import { PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS } from '#core/enrolment/password-rule.ts';
import { Field } from '#views/components/field.tsx';

export interface NewPasswordFieldProps {
  readonly label?: string;
  readonly error?: string | undefined;
}

/** The field for a password somebody chooses, with the rule beside it. */
export function NewPasswordField({ label = 'Password', error }: NewPasswordFieldProps) {
  return (
    <Field
      name="password"
      label={label}
      type="password"
      autocomplete="new-password"
      hint={`At least ${PASSWORD_MIN_CHARACTERS} characters, with an upper-case letter and a digit.`}
      minLength={PASSWORD_MIN_CHARACTERS}
      maxLength={PASSWORD_MAX_CHARACTERS}
      error={error}
    />
  );
}
