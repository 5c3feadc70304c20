import { Section } from '#views/admin/section.tsx';
import { When } from '#views/admin/when.tsx';
import { TableHead } from '#views/components/table-head.tsx';

export interface SessionRow {
  readonly openedAtMs: number;
  readonly expiresAtMs: number;
  readonly network: string;
  readonly device: string;
}

/** Browsers that are signed in as the client. */
export function SessionTable({
  sessions,
  timeZone,
}: {
  readonly sessions: readonly SessionRow[];
  readonly timeZone: string;
}) {
  return (
    <Section id="sessions" title="Signed in now">
      {sessions.length === 0 ? (
        <p class="hint">No browser.</p>
      ) : (
        <table class="table stacked">
          <TableHead columns={['Browser', 'Network', 'Since']} />
          <tbody>
            {sessions.map(({ device, network, openedAtMs }) => (
              <tr>
                <th scope="row">{device || 'Unknown'}</th>
                <td>{network}</td>
                <td class="nowrap">
                  <When atMs={openedAtMs} timeZone={timeZone} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
