import type { Letter } from '#core/letters.ts';
import { formatMoney } from '#core/money.ts';
import type { Draft } from '#views/emails/draft.ts';
import { formatLocalDate, formatMonth } from '#views/format.ts';

export function invoiceIssued(
  letter: Extract<Letter, { kind: 'invoice_issued' }>,
  providerName: string,
): Draft {
  const month = formatMonth(letter.month);
  const total = formatMoney(letter.total);
  return {
    subject: `Invoice ${letter.number} for ${month}: ${total}`,
    name: letter.name,
    before: [
      `Here is your invoice from ${providerName} for ${month}.`,
      `Invoice ${letter.number}. Total: ${total}. Due on ${formatLocalDate(letter.dueDate)}.`,
    ],
    action: { label: 'View the invoice', url: letter.url },
    after: ['It lists each server and its backups on their own lines.'],
  };
}
