import type { Letter } from '#core/letters.ts';
import type { Draft } from '#views/emails/draft.ts';

export function alreadyClient(
  letter: Extract<Letter, { kind: 'already_client' }>,
  providerName: string,
): Draft {
  return {
    subject: `You already have an account with ${providerName}`,
    name: letter.name,
    before: [
      `Somebody, probably you, signed up at ${providerName} with this email address. It already has an account, so nothing has changed. You can log in.`,
    ],
    action: { label: 'Log in', url: letter.loginUrl },
    after: [
      'Forgotten your password? Choose a new one here:',
      { url: letter.forgotUrl },
      'That was not you? Then you can ignore this email.',
    ],
  };
}
