import type { PasswordFault } from '#core/enrolment/password-rule.ts';
import { PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS } from '#core/enrolment/password-rule.ts';

/** What to say beside a field whose value cannot be taken. */
export const FIELD_FAULTS = {
  nameMissing: 'Enter your name.',
  tooLong: (limit: number) => `Use at most ${limit} characters.`,
  emailWrong: 'Enter an email address such as name@example.com.',
  currencyUnknown: 'Choose one of the currencies in the list.',
} as const;

export const PASSWORD_FAULTS: Readonly<Record<PasswordFault, string>> = {
  too_short: `Use at least ${PASSWORD_MIN_CHARACTERS} characters.`,
  too_long: `Use at most ${PASSWORD_MAX_CHARACTERS} characters.`,
  no_upper_case: 'Add an upper-case letter.',
  no_digit: 'Add a digit.',
};
