import type { Letter } from '#core/letters.ts';
import type { Draft } from '#views/emails/draft.ts';

export function accountReady(
  letter: Extract<Letter, { kind: 'account_ready' }>,
  providerName: string,
): Draft {
  return {
    subject: `Your account with ${providerName} is ready`,
    name: letter.name,
    before: [
      'Your account is ready. From your dashboard, one click takes you to the panel, where you create your servers.',
    ],
    action: { label: 'Open my dashboard', url: letter.dashboardUrl },
    after: [
      'You pay nothing now. On the 1st of each month we email you one invoice for what you used the month before. If you used nothing, there is no invoice.',
    ],
  };
}
