import type { DocumentKind } from '#core/invoicing/correct.ts';

/** What a document is called where people read it. */
export const DOCUMENT_NAMES: Readonly<Record<DocumentKind, string>> = {
  invoice: 'Invoice',
  supplement: 'Supplement',
  credit_note: 'Credit note',
};
