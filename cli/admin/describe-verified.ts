import type { InvoiceFile } from '#core/invoicing/invoice-file.ts';
import { type Finding, NOT_COVERED } from '#core/invoicing/verify-invoice.ts';
import { moneyText } from './describe-plan.ts';

/** What was recomputed, every difference in a sentence, and what no file can prove. */
export function describeVerified(
  { invoice, frozen, run }: InvoiceFile,
  findings: readonly Finding[],
): string {
  const { number, kind, month, lines, totalMinor, currency } = invoice;
  const count = lines.length === 1 ? '1 line' : `${lines.length} lines`;
  const head = `${kind.replace('_', ' ')} ${number} for ${month}: ${count}, ${moneyText(currency, totalMinor)} ${currency}`;
  const verdict =
    findings.length === 0
      ? ['✓ The hash, every line, the sum and what is printed agree with the frozen usage.']
      : findings.map(({ sentence }) => `✗ ${sentence}`);
  return [
    head,
    ...verdict,
    '',
    `Hash      ${frozen.hash}`,
    `Run       ${run.id}`,
    `Manifest  ${run.manifest}`,
    `Not covered by the hash, so not verified here: ${NOT_COVERED.join(', ')}.`,
  ].join('\n');
}
