import type { CurrencyTotal, TotalDifference } from '#core/invoicing/manifest.ts';
import type { ParkedEntry, PlanEntry } from '#core/invoicing/plan-entry.ts';
import type { Outcome } from '#core/invoicing/plan-item.ts';
import { figures, TableHead } from '#views/components/table-head.tsx';
import { formatMoney, formatNumber } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

/** What a plan intends for a client, in the words of its tables. */
export const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = {
  invoice: 'To invoice',
  supplement: 'Supplement',
  credit_note: 'Credit note',
  nothing_to_bill: 'Nothing to bill',
  already_invoiced: 'Already invoiced',
  billed_elsewhere: 'Left to the add-on before us',
  parked: 'Parked',
};

export interface CountsTableProps {
  readonly counts: Readonly<Partial<Record<Outcome, number>>>;
}

export function CountsTable({ counts }: CountsTableProps) {
  const shown = Object.entries(counts) as [Outcome, number][]; // keys of the record
  return (
    <table class="table">
      <TableHead columns={['Outcome', figures('Clients')]} />
      <tbody>
        {shown.map(([outcome, count]) => (
          <tr>
            <th scope="row">{OUTCOME_NAMES[outcome]}</th>
            <td class="number">{formatNumber(count, ENGLISH)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export interface TotalsTableProps {
  readonly totals: readonly CurrencyTotal[];
  readonly differences: readonly TotalDifference[];
  readonly monthBefore: string;
}

/** What the month comes to in each currency, beside the month before. */
export function TotalsTable({ totals, differences, monthBefore }: TotalsTableProps) {
  if (differences.length === 0) return <p>Nothing is billed in this plan or the month before.</p>;
  // Only a correction, or a second run of a month, has something that was billed already.
  const isLater = differences.some(({ billedMinor }) => billedMinor !== 0);
  return (
    <table class="table stacked">
      <TableHead
        columns={[
          'Currency',
          figures('Documents'),
          isLater && figures('Billed already'),
          figures(monthBefore),
          figures('Difference'),
          figures('Total'),
        ]}
      />
      <tbody>
        {differences.map(({ currency, amountMinor, billedMinor, beforeMinor, differenceMinor }) => (
          <tr>
            <th scope="row">{currency}</th>
            <td data-label="Documents" class="number">
              {formatNumber(
                totals.find((total) => total.currency === currency)?.invoices ?? 0,
                ENGLISH,
              )}
            </td>
            {isLater && (
              <td data-label="Billed already" class="number">
                {formatMoney({ currency, amountMinor: billedMinor }, ENGLISH)}
              </td>
            )}
            <td data-label={monthBefore} class="number">
              {formatMoney({ currency, amountMinor: beforeMinor }, ENGLISH)}
            </td>
            <td data-label="Difference" class="number">
              {formatMoney({ currency, amountMinor: differenceMinor }, ENGLISH)}
            </td>
            <td class="number">{formatMoney({ currency, amountMinor }, ENGLISH)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export interface ParkedRow extends ParkedEntry {
  readonly clientId: string;
  readonly email: string;
  /** The operator who has overruled it since; the month's next run bills the client. */
  readonly releasedBy: string | null;
  readonly releasedAtMs: number | null;
}

/** Who is held back, why, by which rows, and what ends it. */
export function ParkedTable({ parked }: { readonly parked: readonly ParkedRow[] }) {
  return (
    <table class="table">
      <TableHead columns={['Client', 'Why', 'What releases it']} />
      <tbody>
        {parked.map(({ clientId, email, detail, sentence, rows, release, releasedBy }) => (
          <tr>
            <th scope="row">
              <bdi>{email}</bdi> <span class="document-kind">{clientId}</span>
            </th>
            <td>
              {sentence} <span class="document-kind">{[detail.reason, ...rows].join(' · ')}</span>
            </td>
            <td>
              {releasedBy === null
                ? release
                : `Released by ${releasedBy}: the month’s next run bills the client.`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export interface ItemsTableProps {
  readonly items: readonly PlanEntry[];
  /** Whether each leads to the client's page in the admin area. */
  readonly linked?: boolean;
}

/** Every client of the plan with what becomes of it. */
export function ItemsTable({ items, linked = false }: ItemsTableProps) {
  return (
    <table class="table stacked">
      <TableHead columns={['Client', 'Outcome', figures('Lines'), figures('Total')]} />
      <tbody>
        {items.map(({ clientId, email, outcome, document, lines, currency, totalMinor }) => (
          <tr>
            <th scope="row">
              {linked ? (
                <a href={`/admin/clients/${clientId}`}>
                  <bdi>{email}</bdi>
                </a>
              ) : (
                <bdi>{email}</bdi>
              )}
            </th>
            <td>{OUTCOME_NAMES[outcome]}</td>
            <td data-label="Lines" class="number">
              {formatNumber(lines.length, ENGLISH)}
            </td>
            <td class="number">
              {document ? formatMoney({ currency, amountMinor: totalMinor }, ENGLISH) : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
