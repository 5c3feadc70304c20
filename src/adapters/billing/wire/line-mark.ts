// Our mark in the text of a line: the one place where every billing system can be searched or walked by.
import type { DeliveredDocument, DeliveredLine } from '#ports/billing-system.ts';

/** `[PM-7K2Q9F3MAB.54s]` at the end: the document's reference and the line's key. */
const MARK = /\[([A-Z]{2}-[0-9A-Z]{4,20})\.([0-9a-z-]{1,24})\]\s*$/;

export interface LineMark {
  readonly reference: string;
  readonly key: string;
}

/** The line's text with the mark at its end, cut so that both fit `maxCharacters`. */
export function markedText(
  document: Pick<DeliveredDocument, 'reference'>,
  line: Pick<DeliveredLine, 'key' | 'text'>,
  maxCharacters: number,
): string {
  const mark = ` [${document.reference}.${line.key}]`;
  return clip(line.text, maxCharacters - mark.length) + mark;
}

/** Whose line it is; undefined for a line that is not ours. */
export function readMark(text: string): LineMark | undefined {
  const [, reference, key] = MARK.exec(text) ?? [];
  return reference !== undefined && key !== undefined ? { reference, key } : undefined;
}

/** Cut between characters, not within one: half a surrogate pair is refused by databases. */
function clip(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  return `${text.slice(0, maxCharacters - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
