import type { ComparedFigures, ComparedServer } from '#core/moving/compare-months.ts';
import { figures, TableHead } from '#views/components/table-head.tsx';
import { formatNumber } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

const DIFFERENCES: Readonly<Record<NonNullable<ComparedServer['difference']>, string>> = {
  amount: 'Another amount',
  missing_here: 'Missing here',
  missing_there: 'Missing there',
  unread_line: 'A line that names no server',
};

export interface ShadowServersTableProps {
  readonly servers: readonly ComparedServer[];
  readonly money: (amountMinor: number) => string;
}

/** Each server of either side: what the add-on billed, what we would have. */
export function ShadowServersTable({ servers, money }: ShadowServersTableProps) {
  if (servers.length === 0) return null;
  return (
    <table class="table stacked">
      <TableHead
        columns={['Server', figures('There'), figures('Here'), figures('Difference'), 'What']}
      />
      <tbody>
        {servers.map(({ serverId, name, here, there, differenceMinor, difference }) => (
          <tr>
            <th scope="row">
              <bdi>{name}</bdi>
              {serverId !== null && <span class="server-id"> no. {serverId}</span>}
            </th>
            <td data-label="There" class="number">
              <Figures figures={there} money={money} />
            </td>
            <td data-label="Here" class="number">
              <Figures figures={here} money={money} />
            </td>
            <td data-label="Difference" class="number">
              {money(differenceMinor)}
            </td>
            <td data-label="What">{difference ? DIFFERENCES[difference] : 'Equal'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figures({
  figures,
  money,
}: {
  readonly figures: ComparedFigures | null;
  readonly money: ShadowServersTableProps['money'];
}) {
  if (!figures) return <>not there</>;
  const { hours, tokens, amountMinor } = figures;
  const counted = [
    ...(hours === null ? [] : [`${formatNumber(hours, ENGLISH)} h`]),
    ...(tokens === null ? [] : [`${formatNumber(tokens, ENGLISH)} tokens`]),
  ];
  return (
    <>
      {money(amountMinor)}
      {counted.length > 0 && <span class="document-kind"> {counted.join(', ')}</span>}
    </>
  );
}
