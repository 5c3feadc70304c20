import type { DocumentState } from '#core/invoicing/document-state.ts';

/** What a payment needs to be found by; stands in the provider's words where the number belongs. */
const NUMBER = '{number}';

/**
 * The provider's words on how a document is paid, line by line, with its number where they say `{number}`. None where
 * there are no words, or nothing is to be paid any more.
 */
export function howToPay(words: string, number: string, state: DocumentState): readonly string[] {
  const isOwed = state === 'due' || state === 'past_due' || state === 'partially_paid';
  if (!isOwed) return [];
  const lines = words.replaceAll(NUMBER, number).split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
