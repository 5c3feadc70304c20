import { AccountCard } from '#views/components/account-card.tsx';
import type { ClosingView } from '#views/components/closing-notice.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { formatDate, formatLocalDate } from '#views/format.ts';
import type { Frame } from '#views/frame.ts';

export interface ClosePageProps {
  readonly frame: Frame;
  readonly hasPanelAccount: boolean;
  readonly retentionYears: number;
  /** The form was sent without its tick. */
  readonly isMissing?: boolean;
}

/** What closing means, before it is asked for. */
export function ClosePage(props: ClosePageProps) {
  const { frame, hasPanelAccount, retentionYears, isMissing = false } = props;
  const { close: texts } = frame.language.texts;
  return (
    <AccountCard frame={frame} title={texts.title} lead={texts.lead}>
      <h2 class="small-title">{texts.whatTitle}</h2>
      {hasPanelAccount ? (
        <ul class="plain-list">
          <li>{texts.servers}</li>
          <li>{texts.lastInvoice}</li>
          <li>{texts.panel}</li>
        </ul>
      ) : (
        <p>{texts.noPanel}</p>
      )}
      <Kept frame={frame} retentionYears={retentionYears} />
      <p>{texts.download(<a href="/account/data">{texts.downloadLink}</a>)}</p>
      <form method="post" action="/account/close" class="form">
        <div class="check">
          <input
            id="understood"
            type="checkbox"
            name="understood"
            value="yes"
            required
            aria-invalid={isMissing ? 'true' : undefined}
            aria-describedby={isMissing ? 'understood-error' : undefined}
          />
          <label for="understood">{texts.understand}</label>
          {isMissing && (
            <p class="error" id="understood-error">
              {texts.understandMissing}
            </p>
          )}
        </div>
        <button type="submit" class="button secondary wide">
          {texts.submit}
        </button>
      </form>
    </AccountCard>
  );
}

export interface ClosingPageProps {
  readonly frame: Frame;
  readonly closing: ClosingView;
}

/** Asked for and not done yet; the way back is open. */
export function ClosingPage({ frame, closing }: ClosingPageProps) {
  const { language } = frame;
  const { close: texts } = language.texts;
  const { requestedAtMs, lastInvoiceOn, timeZone } = closing;
  const lead = texts.requestedOn(formatDate(requestedAtMs, timeZone, language));
  return (
    <AccountCard frame={frame} title={texts.requestedTitle} lead={lead}>
      <p>{texts.endsOn(formatLocalDate(lastInvoiceOn, language))}</p>
      <p>{texts.untilThen}</p>
      <form method="post" action="/account/close/cancel" class="form">
        <button type="submit" class="button wide">
          {texts.cancel}
        </button>
      </form>
    </AccountCard>
  );
}

export interface ClosedPageProps {
  readonly frame: Frame;
  readonly retentionYears: number;
}

/** The end; for everybody, because nobody can sign in to it any more. */
export function ClosedPage({ frame, retentionYears }: ClosedPageProps) {
  const { close: texts } = frame.language.texts;
  return (
    <NarrowPage frame={frame} title={texts.closedTitle} lead={texts.closedLead}>
      <Kept frame={frame} retentionYears={retentionYears} />
    </NarrowPage>
  );
}

function Kept({ frame, retentionYears }: ClosedPageProps) {
  const { close: texts } = frame.language.texts;
  return (
    <>
      <h2 class="small-title">{texts.erasedTitle}</h2>
      <p>{texts.erased}</p>
      <h2 class="small-title">{texts.keptTitle}</h2>
      <p>{texts.kept(retentionYears)}</p>
    </>
  );
}
