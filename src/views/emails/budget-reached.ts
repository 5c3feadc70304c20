import type { Letter } from '#core/letters.ts';
import { formatMoney } from '#core/money.ts';
import type { Draft } from '#views/emails/draft.ts';
import { formatMonth } from '#views/format.ts';

export function budgetReached(
  letter: Extract<Letter, { kind: 'budget_reached' }>,
  providerName: string,
): Draft {
  const month = formatMonth(letter.month);
  const budget = formatMoney(letter.budget);
  return {
    subject: `${month} has reached ${budget}`,
    name: letter.name,
    before: [
      `Your servers with ${providerName} have cost ${formatMoney(letter.soFar)} so far in ${month}. You asked to be told at ${budget}.`,
    ],
    action: { label: 'See what costs how much', url: letter.url },
    after: [
      'Nothing was stopped: your servers run on until you delete them. You can change these amounts on the same page.',
    ],
  };
}
