import type { Letter } from '#core/letters.ts';
import type { Draft } from '#views/emails/draft.ts';
import { formatLocalDate, formatMoney, formatMonth } from '#views/format.ts';
import type { Language } from '#views/languages.ts';

/** An invoice, or a document that corrects one. A credit note asks for nothing. */
export function invoiceIssued(
  letter: Extract<Letter, { kind: 'invoice_issued' }>,
  providerName: string,
  language: Language,
): Draft {
  const { document, number } = letter;
  const { emails, documents, invoice } = language.texts;
  const { howToPay = [] } = letter;
  const texts = emails.invoice_issued;
  const month = formatMonth(letter.month, language);
  const total = formatMoney(letter.total, language);
  const name = documents[document];
  const due =
    document === 'credit_note'
      ? texts.nothingToPay
      : texts.due(formatLocalDate(letter.dueDate, language));
  return {
    subject: texts.subject(name, number, month, total),
    name: letter.name,
    before: [
      texts.opening[document](providerName, month),
      `${texts.facts(name, number, total)} ${due}`,
    ],
    action: { label: texts.action[document], url: letter.url },
    after: [
      ...(howToPay.length > 0 ? [[`${invoice.howToPay}:`, ...howToPay].join('\n')] : []),
      document === 'invoice' ? texts.ownLines : texts.difference,
    ],
  };
}
