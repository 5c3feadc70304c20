// A client with very many servers has an invoice that is longer than a billing system takes in one form: PHP drops fields
// beyond `max_input_vars` without a word. Nobody is refused for that: neighbouring lines become one there, and the document
// here, which every mail links to, goes on listing each.
import type { DeliveredDocument, DeliveredLine, Delivery } from '#ports/billing-system.ts';

/** The delivery with as many lines as fit; the very same where they do. The same document is always grouped the same. */
export function groupLines(delivery: Delivery, linesMax: number): Delivery {
  const { document } = delivery;
  const { lines } = document;
  if (lines.length <= linesMax) return delivery;
  const size = Math.ceil(lines.length / linesMax);
  const groups = Array.from({ length: Math.ceil(lines.length / size) }, (_, n) =>
    groupOf(document, n * size, lines.slice(n * size, (n + 1) * size)),
  );
  return { ...delivery, document: { ...document, lines: groups } };
}

/** Amounts are rounded line by line before, so their sum is exact, and so is the total. */
function groupOf(
  { number }: DeliveredDocument,
  before: number,
  lines: readonly DeliveredLine[],
): DeliveredLine {
  const [first] = lines;
  if (!first) throw new Error('a group without lines');
  if (lines.length === 1) return first;
  const through = `${before + 1} to ${before + lines.length}`;
  return {
    key: `${first.key}-${lines.length}`,
    text: `Lines ${through} of ${number}, which lists them one by one; the first: ${first.text}`,
    amountMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  };
}
