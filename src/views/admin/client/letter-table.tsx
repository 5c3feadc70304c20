import { letterName } from '#views/admin/letter-name.ts';
import { Section } from '#views/admin/section.tsx';
import { TaskTag } from '#views/admin/task-tag.tsx';
import { When } from '#views/admin/when.tsx';
import { TableHead } from '#views/components/table-head.tsx';

export interface LetterRow {
  readonly topic: string;
  readonly state: string;
  readonly lastError: string;
  readonly createdAtMs: number;
}

/** What we wrote to the client; the letters themselves are sealed, and gone once they are sent. */
export function LetterTable({
  letters,
  timeZone,
}: {
  readonly letters: readonly LetterRow[];
  readonly timeZone: string;
}) {
  return (
    <Section id="letters" title="Letters">
      {letters.length === 0 ? (
        <p class="hint">None yet.</p>
      ) : (
        <table class="table stacked">
          <TableHead columns={['About', 'Written', 'State']} />
          <tbody>
            {letters.map(({ topic, state, lastError, createdAtMs }) => (
              <tr>
                <th scope="row">{letterName(topic)}</th>
                <td class="nowrap">
                  <When atMs={createdAtMs} timeZone={timeZone} />
                </td>
                <td>
                  <TaskTag state={state} lastError={lastError} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
