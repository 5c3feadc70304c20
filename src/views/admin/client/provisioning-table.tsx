import { Section } from '#views/admin/section.tsx';
import { TaskTag } from '#views/admin/task-tag.tsx';
import { When } from '#views/admin/when.tsx';
import { figures, TableHead } from '#views/components/table-head.tsx';

export interface ProvisioningRow {
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string;
  readonly createdAtMs: number;
  readonly dueAtMs: number;
}

/** Attempts to get the client a panel user after the first one, which is made at once. */
export function ProvisioningTable({
  tasks,
  timeZone,
}: {
  readonly tasks: readonly ProvisioningRow[];
  readonly timeZone: string;
}) {
  return (
    <Section id="provisioning" title="Set-up in the panel">
      <table class="table stacked">
        <TableHead columns={['Begun', figures('Later attempts'), 'Next', 'State']} />
        <tbody>
          {tasks.map(({ state, attempts, lastError, createdAtMs, dueAtMs }) => (
            <tr>
              <th scope="row">
                <When atMs={createdAtMs} timeZone={timeZone} />
              </th>
              <td class="number" data-label="Later attempts">
                {attempts}
              </td>
              <td>{state === 'pending' && <When atMs={dueAtMs} timeZone={timeZone} />}</td>
              <td>
                <TaskTag state={state} lastError={lastError} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
