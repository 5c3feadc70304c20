import type { Letter } from '#core/letters.ts';
import type { Draft } from '#views/emails/draft.ts';
import { formatMoney, formatMonth } from '#views/format.ts';
import type { Language } from '#views/languages.ts';

export function budgetReached(
  letter: Extract<Letter, { kind: 'budget_reached' }>,
  providerName: string,
  language: Language,
): Draft {
  const texts = language.texts.emails.budget_reached;
  const month = formatMonth(letter.month, language);
  const budget = formatMoney(letter.budget, language);
  return {
    subject: texts.subject(month, budget),
    name: letter.name,
    before: [texts.before(providerName, formatMoney(letter.soFar, language), month, budget)],
    action: { label: texts.action, url: letter.url },
    after: [texts.after],
  };
}
