// What of a document is over there, line by line: found by our mark, compared by amount. Texts are not compared, because
// old databases and PHP change characters; the mark and the money must be ours to the last digit.
import { decimalText } from '#core/money.ts';
import type { DeliveredDocument, DeliveredLine } from '#ports/billing-system.ts';
import { readMark } from './line-mark.ts';

export interface FoundLine {
  /** Their id. */
  readonly id: string;
  readonly text: string;
  /** For the whole line, smallest unit; undefined where it is not an amount of this currency, or not quantity 1. */
  readonly amountMinor: number | undefined;
}

export interface LineMatch {
  /** Their ids by our keys. */
  readonly lines: Readonly<Record<string, string>>;
  /** In the document's order. */
  readonly missing: readonly DeliveredLine[];
  /** Keys that are there more than once. */
  readonly twice: readonly string[];
  /** What is not as it should be, each a short phrase; a missing line is not among them. */
  readonly differences: readonly string[];
}

export function matchLines(document: DeliveredDocument, found: readonly FoundLine[]): LineMatch {
  const wanted = new Map(document.lines.map((line) => [line.key, line]));
  const lines: Record<string, string> = {};
  const twice: string[] = [];
  const differences: string[] = [];
  for (const { id, text, amountMinor } of found) {
    const mark = readMark(text);
    const line = mark?.reference === document.reference ? wanted.get(mark.key) : undefined;
    if (!line) {
      differences.push(`line ${id} is not ours`);
      continue;
    }
    if (amountMinor !== line.amountMinor) {
      differences.push(`line ${line.key} is ${amountText(document, amountMinor)}`);
    }
    if (lines[line.key] === undefined) lines[line.key] = id;
    else {
      twice.push(line.key);
      differences.push(`line ${line.key} is there twice`);
    }
  }
  const missing = document.lines.filter(({ key }) => lines[key] === undefined);
  return { lines, missing, twice, differences };
}

/** An amount for a detail, e.g. `12.00`. */
export function amountText(
  { currency }: Pick<DeliveredDocument, 'currency'>,
  amountMinor: number | undefined,
): string {
  return amountMinor === undefined ? 'not readable' : decimalText({ currency, amountMinor });
}
