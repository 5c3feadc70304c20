import type { Letter } from '#core/letters.ts';
import type { Draft } from '#views/emails/draft.ts';
import { formatInstantInZone } from '#views/format.ts';
import type { Language } from '#views/languages.ts';

/** What changed about logging in, when and from where, and what to do if it was somebody else. */
export function securityNotice(
  letter: Extract<Letter, { kind: 'security_notice' }>,
  supportEmail: string,
  language: Language,
): Draft {
  const texts = language.texts.emails.security_notice;
  const { subject, text } = texts.happened[letter.event];
  const when = formatInstantInZone(letter.atMs, letter.timeZone, language);
  return {
    subject,
    name: letter.name,
    before: [text, texts.facts(when, letter.device, letter.network)],
    action: { label: texts.action, url: letter.accountUrl },
    after: [texts.notYou(supportEmail)],
  };
}
