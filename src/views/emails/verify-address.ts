import type { Letter } from '#core/letters.ts';
import type { Draft } from '#views/emails/draft.ts';

export function verifyAddress(
  letter: Extract<Letter, { kind: 'verify_address' }>,
  providerName: string,
): Draft {
  return {
    subject: `Confirm your email address for ${providerName}`,
    name: letter.name,
    before: [
      `You are one step away from your account with ${providerName}. Confirm your email address, accept the terms, and you can start.`,
    ],
    action: { label: 'Confirm my email address', url: letter.url },
    after: [
      'The link works for 24 hours.',
      'You did not sign up? Then you can ignore this email. No account is created without this link.',
    ],
  };
}
