import type { DocumentState } from '#core/invoicing/document-state.ts';
import type { Language } from '#views/languages.ts';

export interface StateMarkProps {
  readonly language: Language;
  readonly state: DocumentState;
}

/** Where a document stands, in a word; the colour only repeats it. */
export function StateMark({ language, state }: StateMarkProps) {
  return <span class={`state ${state}`}>{language.texts.invoices.states[state]}</span>;
}
