import type { ParkedEntry } from '#core/invoicing/plan-entry.ts';
import type { BillingMonth } from '#core/month.ts';
import { releaseUrl } from '#views/admin/client/park-history.tsx';
import { Tag } from '#views/admin/section.tsx';
import { buttons, TableHead } from '#views/components/table-head.tsx';

export interface ParkedTableRow extends ParkedEntry {
  readonly clientId: string;
  readonly email: string;
  readonly month: BillingMonth;
  /** An operator has overruled it since; the next plan bills the client. */
  readonly released?: boolean;
}

export interface ParkedTableProps {
  readonly parked: readonly ParkedTableRow[];
  readonly mayChange: boolean;
  readonly withMonth?: boolean;
}

/** Who is held back, why, by which rows, what ends it, and the way to overrule it. */
export function ParkedTable({ parked, mayChange, withMonth = false }: ParkedTableProps) {
  return (
    <table class="table stacked">
      <TableHead
        columns={['Client', withMonth && 'Month', 'Why', 'What ends it', buttons('Release')]}
      />
      <tbody>
        {parked.map((row) => (
          <tr>
            <th scope="row">
              <a href={`/admin/clients/${row.clientId}`}>
                <bdi>{row.email}</bdi>
              </a>
            </th>
            {withMonth && <td class="nowrap">{row.month}</td>}
            <td>
              {row.sentence}
              <span class="document-kind">{[row.detail.reason, ...row.rows].join(' · ')}</span>
            </td>
            <td>{row.release}</td>
            <td class="do">
              <Release row={row} mayChange={mayChange} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Release({
  row,
  mayChange,
}: {
  readonly row: ParkedTableRow;
  readonly mayChange: boolean;
}) {
  if (row.released) return <Tag tone="good">Released</Tag>;
  if (!row.releasable) return <Tag>A fact</Tag>;
  if (!mayChange) return null;
  return (
    <a class="button secondary small" href={releaseUrl(row.clientId, row.month, row.detail.reason)}>
      Release
    </a>
  );
}
