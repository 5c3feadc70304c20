import type { Letter } from '#core/letters.ts';
import type { Draft } from '#views/emails/draft.ts';
import type { Texts } from '#views/languages.ts';

/** What somebody asked for at a form of ours, and gets by opening a link; whoever asked for nothing ignores it. */
export function linkLetter(
  {
    kind,
    name,
    url,
  }: Extract<Letter, { kind: 'verify_address' | 'reset_password' | 'confirm_new_email' }>,
  providerName: string,
  { emails }: Texts,
): Draft {
  const texts = emails[kind];
  return {
    subject: texts.subject(providerName),
    name,
    before: [texts.before(providerName)],
    action: { label: texts.action, url },
    after: [texts.validity, texts.notYou],
  };
}
