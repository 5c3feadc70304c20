import type { Letter } from '#core/letters.ts';
import type { Draft } from '#views/emails/draft.ts';
import type { Texts } from '#views/languages.ts';

export function invitation(
  letter: Extract<Letter, { kind: 'invitation' }>,
  providerName: string,
  { emails }: Texts,
): Draft {
  const texts = emails.invitation;
  return {
    subject: texts.subject(providerName),
    name: letter.name,
    before: [texts.before(providerName)],
    action: { label: texts.action, url: letter.url },
    after: [texts.validity, texts.unchanged],
  };
}
