import { When } from '#views/admin/when.tsx';
import { TableHead } from '#views/components/table-head.tsx';

export interface AuditRow {
  readonly atMs: number;
  readonly actor: string;
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What was noted about one subject, newest first. */
export function AuditList({
  rows,
  timeZone,
}: {
  readonly rows: readonly AuditRow[];
  readonly timeZone: string;
}) {
  return (
    <table class="table stacked">
      <TableHead columns={['What', 'Detail', 'By', 'When']} />
      <tbody>
        {rows.map(({ atMs, actor, action, detail }) => (
          <tr>
            <th scope="row">{action.replaceAll('_', ' ')}</th>
            <td>{detailText(detail)}</td>
            <td>
              <bdi>{actor}</bdi>
            </td>
            <td class="nowrap">
              <When atMs={atMs} timeZone={timeZone} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `month 2026-10 · before state closed · after state enrolled`. */
function detailText(detail: Readonly<Record<string, unknown>>): string {
  return Object.entries(detail)
    .map(([name, value]) =>
      typeof value === 'object' && value !== null
        ? `${name}: ${detailText(value as Readonly<Record<string, unknown>>)}`
        : `${name} ${String(value)}`,
    )
    .join(' · ');
}
