import type { DocumentKind } from '#core/invoicing/correct.ts';

/**
 * Where a document stands as far as it says itself. Whether money came is the billing system's to know: a passed date
 * accuses nobody.
 */
export const DOCUMENT_STATES = ['due', 'past_due', 'credit'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** A credit note asks for nothing; anything else is due until the instant of its due date. */
export function documentState(
  { kind, dueAtMs }: { readonly kind: DocumentKind; readonly dueAtMs: number },
  nowMs: number,
): DocumentState {
  if (kind === 'credit_note') return 'credit';
  return nowMs <= dueAtMs ? 'due' : 'past_due';
}
