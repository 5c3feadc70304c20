import type { Letter } from '#core/letters.ts';
import type { Draft } from '#views/emails/draft.ts';
import type { Texts } from '#views/languages.ts';

export function alreadyClient(
  letter: Extract<Letter, { kind: 'already_client' }>,
  providerName: string,
  { emails }: Texts,
): Draft {
  const texts = emails.already_client;
  return {
    subject: texts.subject(providerName),
    name: letter.name,
    before: [texts.before(providerName)],
    action: { label: texts.action, url: letter.loginUrl },
    after: [texts.forgotten, { url: letter.forgotUrl }, texts.notYou],
  };
}
