import type { Letter } from '#core/letters.ts';
import type { Draft } from '#views/emails/draft.ts';
import type { Texts } from '#views/languages.ts';

export function accountReady(
  letter: Extract<Letter, { kind: 'account_ready' }>,
  providerName: string,
  { emails }: Texts,
): Draft {
  const texts = emails.account_ready;
  return {
    subject: texts.subject(providerName),
    name: letter.name,
    before: [texts.before],
    action: { label: texts.action, url: letter.dashboardUrl },
    after: [texts.after],
  };
}
