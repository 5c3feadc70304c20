import { AccountCard } from '#views/components/account-card.tsx';
import { formatInstantInZone } from '#views/format.ts';
import type { Frame } from '#views/frame.ts';

export interface SessionView {
  readonly id: string;
  readonly openedAtMs: number;
  readonly network: string;
  readonly device: string;
}

export interface SessionsPageProps {
  readonly frame: Frame;
  readonly sessions: readonly SessionView[];
  /** Id of the session that looks at the page. */
  readonly here: string;
  readonly timeZone: string;
}

export function SessionsPage({ frame, sessions, here, timeZone }: SessionsPageProps) {
  const { sessions: texts } = frame.language.texts;
  return (
    <AccountCard frame={frame} title={texts.title} lead={texts.lead}>
      <ul class="entries">
        {sessions.map((session) => (
          <Session
            frame={frame}
            session={session}
            isHere={session.id === here}
            timeZone={timeZone}
          />
        ))}
      </ul>
      <form method="post" action="/account/sessions/end-all" class="form">
        <p class="hint">{texts.endAllHint}</p>
        <button type="submit" class="button secondary wide">
          {texts.endAll}
        </button>
      </form>
    </AccountCard>
  );
}

interface EntryProps {
  readonly frame: Frame;
  readonly session: SessionView;
  readonly isHere: boolean;
  readonly timeZone: string;
}

function Session({ frame, session, isHere, timeZone }: EntryProps) {
  const { language } = frame;
  const { sessions: texts } = language.texts;
  const { id, openedAtMs, network } = session;
  const device = session.device || texts.unknownDevice;
  return (
    <li>
      <div class="entry-text">
        <p class="strong">{isHere ? `${device} (${texts.here})` : device}</p>
        <p class="hint">
          {texts.opened(formatInstantInZone(openedAtMs, timeZone, language), network)}
        </p>
      </div>
      {!isHere && (
        <form method="post" action="/account/sessions/end">
          <input type="hidden" name="session" value={id} />
          <button type="submit" class="button secondary small" aria-label={texts.endNamed(device)}>
            {texts.end}
          </button>
        </form>
      )}
    </li>
  );
}
