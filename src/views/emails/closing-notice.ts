import type { Letter } from '#core/letters.ts';
import type { Draft } from '#views/emails/draft.ts';
import type { Texts } from '#views/languages.ts';

export function closingNotice(
  letter: Extract<Letter, { kind: 'closing_notice' }>,
  providerName: string,
  { emails }: Texts,
): Draft {
  const texts = emails.closing_notice[letter.event];
  return {
    subject: texts.subject(providerName),
    name: letter.name,
    before: [texts.text],
    action: { label: texts.action, url: letter.accountUrl },
    after: [],
  };
}
