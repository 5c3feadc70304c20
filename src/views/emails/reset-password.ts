import type { Letter } from '#core/letters.ts';
import type { Draft } from '#views/emails/draft.ts';

export function resetPassword(
  letter: Extract<Letter, { kind: 'reset_password' }>,
  providerName: string,
): Draft {
  return {
    subject: `Choose a new password for ${providerName}`,
    name: letter.name,
    before: [`You asked to choose a new password for your account with ${providerName}.`],
    action: { label: 'Choose a new password', url: letter.url },
    after: [
      'The link works for one hour.',
      'You did not ask for this? Then you can ignore this email. Your password stays as it is.',
    ],
  };
}
