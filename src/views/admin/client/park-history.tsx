import type { BillingMonth } from '#core/month.ts';
import { Section } from '#views/admin/section.tsx';
import { When } from '#views/admin/when.tsx';
import { TableHead } from '#views/components/table-head.tsx';

export interface ParkRow {
  readonly runId: string;
  readonly month: BillingMonth;
  readonly runAtMs: number;
  readonly reason: string;
  readonly sentence: string;
  readonly releasable: boolean;
}

export interface ReleaseRow {
  readonly month: BillingMonth;
  readonly code: string;
  readonly note: string;
  readonly releasedBy: string;
  readonly releasedAtMs: number;
}

export interface ParkHistoryProps {
  readonly clientId: string;
  readonly parks: readonly ParkRow[];
  readonly releases: readonly ReleaseRow[];
  readonly timeZone: string;
  readonly mayChange: boolean;
}

/** When runs held the client back and why, and which of it an operator has overruled. */
export function ParkHistory({ clientId, parks, releases, timeZone, mayChange }: ParkHistoryProps) {
  const isReleased = (park: ParkRow) =>
    releases.some(({ month, code }) => month === park.month && code === park.reason);
  return (
    <Section id="parks" title="Held back">
      <table class="table stacked">
        <TableHead columns={['Month', 'Why', 'Run', 'Release']} />
        <tbody>
          {parks.map((park) => (
            <tr>
              <th scope="row">{park.month}</th>
              <td>
                {park.sentence} <span class="document-kind">{park.reason}</span>
              </td>
              <td class="nowrap">
                <a href={`/admin/runs/${park.runId}`}>
                  <When atMs={park.runAtMs} timeZone={timeZone} day />
                </a>
              </td>
              <td class="do">
                {isReleased(park)
                  ? 'Released'
                  : park.releasable &&
                    mayChange && (
                      <a href={releaseUrl(clientId, park.month, park.reason)}>Release</a>
                    )}
              </td>
            </tr>
          ))}
          {releases.map(({ month, code, note, releasedBy, releasedAtMs }) => (
            <tr>
              <th scope="row">{month}</th>
              <td>
                Released: <q>{note}</q> <span class="document-kind">{code}</span>
              </td>
              <td class="nowrap">
                <When atMs={releasedAtMs} timeZone={timeZone} day />
              </td>
              <td class="do">
                <bdi>{releasedBy}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** The page that asks once more before a suspicion is overruled. */
export function releaseUrl(client: string, month: string, reason: string): string {
  return `/admin/parked/${month}/${client}/${reason}`;
}
