import type { Line, LineKind } from '#core/invoicing/rate.ts';
import type { CurrencyCode, Money } from '#core/money.ts';
import { figures, TableHead } from '#views/components/table-head.tsx';
import { formatMoney, formatNumber } from '#views/format.ts';
import type { Language } from '#views/languages.ts';

/** In the order of an invoice. */
const KINDS: readonly LineKind[] = ['server', 'backup', 'additional_ip'];

export interface InvoiceLinesProps {
  readonly language: Language;
  readonly lines: readonly Line[];
  /** As it was issued; shown as it is, never added up anew. */
  readonly total: Money;
}

/** The lines of an invoice, one per resource, with the sums below. */
export function InvoiceLines({ language, lines, total }: InvoiceLinesProps) {
  const texts = language.texts.invoiceLines;
  return (
    <table class="table stacked">
      <caption class="visually-hidden">{texts.caption}</caption>
      <TableHead
        columns={[
          texts.server,
          texts.kind,
          figures(texts.hours),
          figures(texts.tokens),
          figures(texts.amount),
        ]}
      />
      <tbody>
        {lines.map((line) => (
          <LineRow language={language} line={line} currency={total.currency} />
        ))}
      </tbody>
      <Sums language={language} lines={lines} total={total} />
    </table>
  );
}

interface LineRowProps {
  readonly language: Language;
  readonly line: Line;
  readonly currency: CurrencyCode;
}

function LineRow({ language, line, currency }: LineRowProps) {
  const texts = language.texts.invoiceLines;
  return (
    <tr>
      <th scope="row">
        <bdi>{line.name}</bdi> <span class="server-id">{texts.serverNumber(line.serverId)}</span>
      </th>
      <td>{texts.kinds[line.kind]}</td>
      <td data-label={texts.hours} class="number">
        {formatNumber(line.hours, language)}
      </td>
      <td data-label={texts.tokens} class="number">
        {formatNumber(line.tokens, language)}
      </td>
      <td class="number">{formatMoney({ currency, amountMinor: line.amountMinor }, language)}</td>
    </tr>
  );
}

interface SumsProps {
  readonly language: Language;
  readonly lines: readonly Line[];
  readonly total: Money;
}

/** A sum for each kind of line where there are several kinds, and the total. */
function Sums({ language, lines, total }: SumsProps) {
  const texts = language.texts.invoiceLines;
  const parts = KINDS.map((kind) => ({ kind, of: lines.filter((line) => line.kind === kind) }));
  const there = parts.filter(({ of }) => of.length > 0);
  const row = (name: string, of: readonly Line[], amountMinor: number, isTotal = false) => (
    <tr class={isTotal ? 'total' : undefined}>
      <th scope="row" colspan={3}>
        {name}
      </th>
      <td data-label={texts.tokens} class="number">
        {formatNumber(tokensOf(of), language)}
      </td>
      <td class="number">{formatMoney({ currency: total.currency, amountMinor }, language)}</td>
    </tr>
  );
  return (
    <tfoot>
      {there.length > 1 && there.map(({ kind, of }) => row(texts.sums[kind], of, amountOf(of)))}
      {row(texts.total, lines, total.amountMinor, true)}
    </tfoot>
  );
}

function amountOf(lines: readonly Line[]): number {
  return sum(lines, ({ amountMinor }) => amountMinor);
}

function tokensOf(lines: readonly Line[]): number {
  return sum(lines, ({ tokens }) => tokens);
}

function sum(lines: readonly Line[], of: (line: Line) => number): number {
  return lines.reduce((total, line) => total + of(line), 0);
}
