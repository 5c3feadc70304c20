import type { Line, LineKind } from '#core/invoicing/rate.ts';
import { type CurrencyCode, formatMoney, type Money } from '#core/money.ts';
import { formatNumber } from '#views/format.ts';

export interface InvoiceLinesProps {
  readonly lines: readonly Line[];
  /** As it was issued; shown as it is, never added up anew. */
  readonly total: Money;
}

const KINDS: Record<LineKind, string> = {
  server: 'Server',
  backup: 'Its backups',
  additional_ip: 'Its additional addresses',
};

/** The parts of a total, in the order of an invoice. */
const SUMS: readonly (readonly [kind: LineKind, name: string])[] = [
  ['server', 'Servers'],
  ['backup', 'Backups'],
  ['additional_ip', 'Additional addresses'],
];

/** The lines of an invoice, one per resource, with the sums below. */
export function InvoiceLines({ lines, total }: InvoiceLinesProps) {
  return (
    <table class="table stacked">
      <caption class="visually-hidden">One line for each server and for its backups</caption>
      <thead>
        <tr>
          <th scope="col">Server</th>
          <th scope="col">What for</th>
          <th scope="col" class="number">
            Hours
          </th>
          <th scope="col" class="number">
            Tokens
          </th>
          <th scope="col" class="number">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LineRow line={line} currency={total.currency} />
        ))}
      </tbody>
      <Sums lines={lines} currency={total.currency} totalText={formatMoney(total)} />
    </table>
  );
}

interface LineRowProps {
  readonly line: Line;
  readonly currency: CurrencyCode;
}

function LineRow({ line, currency }: LineRowProps) {
  return (
    <tr>
      <th scope="row">
        <bdi>{line.name}</bdi> <span class="server-id">no. {line.serverId}</span>
      </th>
      <td>{KINDS[line.kind]}</td>
      <td data-label="Hours" class="number">
        {formatNumber(line.hours)}
      </td>
      <td data-label="Tokens" class="number">
        {formatNumber(line.tokens)}
      </td>
      <td class="number">{formatMoney({ currency, amountMinor: line.amountMinor })}</td>
    </tr>
  );
}

interface SumsProps {
  readonly lines: readonly Line[];
  readonly currency: CurrencyCode;
  readonly totalText: string;
}

/** A sum for each kind of line where there are several kinds, and the total. */
function Sums({ lines, currency, totalText }: SumsProps) {
  const parts = SUMS.map(([kind, name]) => ({
    name,
    of: lines.filter((line) => line.kind === kind),
  })).filter(({ of }) => of.length > 0);
  const money = (of: readonly Line[]) =>
    formatMoney({ currency, amountMinor: sum(of, ({ amountMinor }) => amountMinor) });
  return (
    <tfoot>
      {parts.length > 1 &&
        parts.map(({ name, of }) => (
          <SumRow name={name} tokens={tokensOf(of)} amount={money(of)} />
        ))}
      <SumRow name="Total" tokens={tokensOf(lines)} amount={totalText} total />
    </tfoot>
  );
}

interface SumRowProps {
  readonly name: string;
  readonly tokens: number;
  readonly amount: string;
  readonly total?: boolean;
}

function SumRow({ name, tokens, amount, total = false }: SumRowProps) {
  return (
    <tr class={total ? 'total' : undefined}>
      <th scope="row" colspan={3}>
        {name}
      </th>
      <td data-label="Tokens" class="number">
        {formatNumber(tokens)}
      </td>
      <td class="number">{amount}</td>
    </tr>
  );
}

function tokensOf(lines: readonly Line[]): number {
  return sum(lines, ({ tokens }) => tokens);
}

function sum(lines: readonly Line[], of: (line: Line) => number): number {
  return lines.reduce((total, line) => total + of(line), 0);
}
