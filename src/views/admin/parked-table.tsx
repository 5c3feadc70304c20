import type { BillingMonth } from '#core/month.ts';
import { releaseUrl } from '#views/admin/client/park-history.tsx';
import { Tag } from '#views/admin/section.tsx';
import { When } from '#views/admin/when.tsx';
import type { ParkedRow } from '#views/components/run-tables.tsx';
import { buttons, TableHead } from '#views/components/table-head.tsx';

export interface ParkedTableRow extends ParkedRow {
  readonly month: BillingMonth;
}

export interface ParkedTableProps {
  readonly parked: readonly ParkedTableRow[];
  readonly mayChange: boolean;
  readonly timeZone: string;
  readonly withMonth?: boolean;
}

/** Who is held back, why, by which rows, what ends it, and the way to overrule it. */
export function ParkedTable({ parked, mayChange, timeZone, withMonth = false }: ParkedTableProps) {
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
            <td>
              <WhatEnds row={row} timeZone={timeZone} />
            </td>
            <td class="do">
              <Release row={row} mayChange={mayChange} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function WhatEnds({
  row: { release, releasedBy, releasedAtMs },
  timeZone,
}: {
  readonly row: ParkedTableRow;
  readonly timeZone: string;
}) {
  if (releasedBy === null || releasedAtMs === null) return release;
  return (
    <>
      The month’s next run bills the client, unless something else is wrong then.
      <span class="document-kind">
        Released by <bdi>{releasedBy}</bdi>, <When atMs={releasedAtMs} timeZone={timeZone} />
      </span>
    </>
  );
}

function Release({
  row,
  mayChange,
}: {
  readonly row: ParkedTableRow;
  readonly mayChange: boolean;
}) {
  if (row.releasedBy !== null) return <Tag tone="good">Released</Tag>;
  if (!row.releasable) return <Tag>A fact</Tag>;
  if (!mayChange) return null;
  return (
    <a class="button secondary small" href={releaseUrl(row.clientId, row.month, row.detail.reason)}>
      Release
    </a>
  );
}
