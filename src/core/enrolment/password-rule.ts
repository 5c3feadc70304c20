// What a password must be. Length first and no rules on its make-up (NIST SP 800-63B, section on password verifiers):
// those make people add a digit to a word. An upper bound, because it is hashed. The panel has a rule of its own
// (docs/panel.md); where it refuses the password, the panel account gets a random one, because people come in by sign-on.
import { isGuessable } from '#core/sign-in/guessable-password.ts';

export const PASSWORD_MIN_CHARACTERS = 8;
export const PASSWORD_MAX_CHARACTERS = 200;

export type PasswordFault = 'too_short' | 'too_long' | 'guessable' | 'breached';

/** The first fault that shows without asking anybody, or nothing. `personal`: names and addresses around the account. */
export function passwordFault(
  password: string,
  personal: readonly string[] = [],
): Exclude<PasswordFault, 'breached'> | undefined {
  if ([...password].length < PASSWORD_MIN_CHARACTERS) return 'too_short';
  if ([...password].length > PASSWORD_MAX_CHARACTERS) return 'too_long';
  return isGuessable(password, personal) ? 'guessable' : undefined;
}
