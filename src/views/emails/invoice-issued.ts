import type { Letter } from '#core/letters.ts';
import { formatMoney } from '#core/money.ts';
import { DOCUMENT_NAMES } from '#views/documents.ts';
import type { Draft } from '#views/emails/draft.ts';
import { formatLocalDate, formatMonth } from '#views/format.ts';

type InvoiceLetter = Extract<Letter, { kind: 'invoice_issued' }>;

/** An invoice, or a document that corrects one. A credit note asks for nothing. */
export function invoiceIssued(letter: InvoiceLetter, providerName: string): Draft {
  const { document, number } = letter;
  const month = formatMonth(letter.month);
  const total = formatMoney(letter.total);
  const name = DOCUMENT_NAMES[document];
  const due =
    document === 'credit_note'
      ? 'There is nothing to pay.'
      : `Due on ${formatLocalDate(letter.dueDate)}.`;
  return {
    subject: `${name} ${number} for ${month}: ${total}`,
    name: letter.name,
    before: [
      ...opening(document, providerName, month),
      `${name} ${number}. Total: ${total}. ${due}`,
    ],
    action: { label: `View the ${name.toLowerCase()}`, url: letter.url },
    after: [
      document === 'invoice'
        ? 'It lists each server and its backups on their own lines.'
        : 'Each line is the difference to what was billed before.',
    ],
  };
}

function opening(
  document: InvoiceLetter['document'],
  providerName: string,
  month: string,
): readonly string[] {
  switch (document) {
    case 'invoice':
      return [`Here is your invoice from ${providerName} for ${month}.`];
    case 'supplement':
      return [
        `Your invoice from ${providerName} for ${month} was too low. This supplement adds the difference.`,
      ];
    case 'credit_note':
      return [
        `Your invoice from ${providerName} for ${month} was too high. This credit note takes the difference back.`,
      ];
  }
}
