// The panel's own rule (docs/panel.md: at least 8 characters, an upper-case letter and a digit), because
// the password chosen here is handed to the panel; and an upper bound, because it is hashed.

export const PASSWORD_MIN_CHARACTERS = 8;
export const PASSWORD_MAX_CHARACTERS = 200;

export type PasswordFault = 'too_short' | 'too_long' | 'no_upper_case' | 'no_digit';

/** The first fault, or nothing. */
export function passwordFault(password: string): PasswordFault | undefined {
  if ([...password].length < PASSWORD_MIN_CHARACTERS) return 'too_short';
  if ([...password].length > PASSWORD_MAX_CHARACTERS) return 'too_long';
  if (!/\p{Lu}/u.test(password)) return 'no_upper_case';
  if (!/\p{Nd}/u.test(password)) return 'no_digit';
  return undefined;
}
