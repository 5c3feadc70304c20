import type { Child } from 'hono/jsx';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { Notice } from '#views/components/notice.tsx';

export interface ConfirmPageProps {
  readonly frame: AdminFrame;
  /** A question. */
  readonly title: string;
  /** Says exactly what will happen. */
  readonly lead: Child;
  /** Why the last try was refused. */
  readonly problem?: { readonly code: string; readonly message: string } | undefined;
  /** What goes with the form and is not asked for. */
  readonly hidden?: Readonly<Record<string, string>>;
  /** The operator says why; kept with the change. */
  readonly note?: { readonly label: string; readonly hint: string; readonly value: string };
  readonly button: string;
  readonly backUrl: string;
  /** The figures and facts that are decided by. */
  readonly children?: Child;
}

/** Asks once more before something is done that is hard to take back. The form goes to the page's own address. */
export function ConfirmPage(props: ConfirmPageProps) {
  const { frame, title, lead, problem, hidden = {}, note, button, backUrl, children } = props;
  return (
    <AdminPage
      frame={frame}
      title={title}
      lead={lead}
      notices={
        problem && (
          <Notice kind="problem" title="Nothing was done">
            <p>
              {problem.message} <code>{problem.code}</code>
            </p>
          </Notice>
        )
      }
    >
      {children}
      <form method="post" action={frame.path} class="card form confirm">
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {note && <NoteField {...note} />}
        <p class="choices">
          <button type="submit" class="button">
            {button}
          </button>
          <a class="button secondary" href={backUrl}>
            Do nothing
          </a>
        </p>
      </form>
    </AdminPage>
  );
}

function NoteField({ label, hint, value }: NonNullable<ConfirmPageProps['note']>) {
  return (
    <div class="field">
      <label for="note">{label}</label>
      <p class="hint" id="note-hint">
        {hint}
      </p>
      <input
        id="note"
        name="note"
        value={value}
        required
        minlength={NOTE_MIN_CHARACTERS}
        maxlength={NOTE_MAX_CHARACTERS}
        aria-describedby="note-hint"
        autocomplete="off"
      />
    </div>
  );
}

export const NOTE_MIN_CHARACTERS = 3;
export const NOTE_MAX_CHARACTERS = 1_000;
