import type { AgainRefusal } from '#core/letter-again.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { letterName } from '#views/admin/letter-name.ts';
import { Pager, Section } from '#views/admin/section.tsx';
import { TaskTag } from '#views/admin/task-tag.tsx';
import { When } from '#views/admin/when.tsx';
import { Notice } from '#views/components/notice.tsx';
import { buttons, TableHead } from '#views/components/table-head.tsx';

export interface FailedLetterRow {
  readonly id: string;
  readonly topic: string;
  readonly clientId: string | null;
  readonly email: string | null;
  readonly state: string;
  readonly lastError: string;
  readonly writtenAtMs: number;
  readonly sinceMs: number | null;
  /** Why it cannot be sent again; undefined where it can. */
  readonly refused: AgainRefusal | undefined;
}

export interface LettersPageProps {
  readonly frame: AdminFrame;
  readonly letters: readonly FailedLetterRow[];
  /** Undefined: both kinds. */
  readonly state: 'failed' | 'unknown' | undefined;
  /** What was just done. */
  readonly did: 'again' | 'dismissed' | undefined;
  readonly firstUrl: string;
  readonly nextUrl: string;
}

const TITLES = {
  failed: 'Letters that were given up',
  unknown: 'Letters of which nobody knows',
} as const;

const DID = {
  again: 'The letter is due again, and goes out within a minute.',
  dismissed: 'Dismissed. What was left of the letter is erased.',
} as const;

/** Why there is no button to send one again. */
const REFUSED: Readonly<Record<AgainRefusal, string>> = {
  letter_not_failed: '',
  letter_outcome_unknown: 'It may have arrived; it is not kept.',
  letter_unreadable: 'It cannot be opened any more.',
  letter_link_expired: 'Its link works no longer.',
};

/** Letters to everybody that did not go out, with why and what can be done. */
export function LettersPage(props: LettersPageProps) {
  const { frame, letters, state, did, firstUrl, nextUrl } = props;
  return (
    <AdminPage
      frame={frame}
      title={state ? TITLES[state] : 'Letters'}
      lead="Those that did not go out; what they say is sealed. The daily automation tries most of them again by itself; dismiss those about which nothing is to be done."
      actions={state && <a href="/admin/letters">All of them</a>}
      notices={
        did && (
          <Notice kind="success">
            <p>{DID[did]}</p>
          </Notice>
        )
      }
    >
      <Section id="letters" title="Newest first">
        {letters.length === 0 ? <p class="hint">None.</p> : <LetterTable {...props} />}
        <Pager firstUrl={firstUrl} nextUrl={nextUrl} />
      </Section>
    </AdminPage>
  );
}

function LetterTable({ letters, frame }: LettersPageProps) {
  const mayChange = frame.operator?.role === 'operator';
  return (
    <table class="table stacked">
      <TableHead columns={['About', 'To', 'Written', 'What became of it', buttons('Then')]} />
      <tbody>
        {letters.map((letter) => (
          <tr>
            <th scope="row">{letterName(letter.topic)}</th>
            <td>
              <Reader letter={letter} />
            </td>
            <td class="nowrap">
              <When atMs={letter.writtenAtMs} timeZone={frame.timeZone} />
            </td>
            <td>
              <TaskTag state={letter.state} lastError={letter.lastError} />
              {letter.sinceMs !== null && (
                <span class="document-kind">
                  <When atMs={letter.sinceMs} timeZone={frame.timeZone} />
                </span>
              )}
            </td>
            <td class="do">{mayChange && <Actions letter={letter} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Reader({ letter: { clientId, email, topic } }: { readonly letter: FailedLetterRow }) {
  if (clientId === null) {
    return topic === 'operator_alarm' ? 'The operator' : 'Somebody who is no client yet';
  }
  return (
    <a href={`/admin/clients/${clientId}`}>
      <bdi>{email || clientId}</bdi>
    </a>
  );
}

function Actions({ letter: { id, topic, refused } }: { readonly letter: FailedLetterRow }) {
  const about = letterName(topic);
  return (
    <div class="choices">
      {refused === undefined ? (
        <form method="post" action={`/admin/letters/${id}/again`}>
          <button type="submit" class="button secondary small" aria-label={`Send again: ${about}`}>
            Send again
          </button>
        </form>
      ) : (
        <span class="document-kind">{REFUSED[refused]}</span>
      )}
      <form method="post" action={`/admin/letters/${id}/dismiss`}>
        <button type="submit" class="button secondary small" aria-label={`Dismiss: ${about}`}>
          Dismiss
        </button>
      </form>
    </div>
  );
}
