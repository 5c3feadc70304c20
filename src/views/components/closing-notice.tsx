import { Notice } from '#views/components/notice.tsx';
import { formatDate, formatLocalDate } from '#views/format.ts';
import type { Language } from '#views/languages.ts';

/** An account whose owner asked to leave, while it is still there. */
export interface ClosingView {
  readonly requestedAtMs: number;
  /** The next day of invoicing, `YYYY-MM-DD`. */
  readonly lastInvoiceOn: string;
  readonly timeZone: string;
}

export interface ClosingNoticeProps {
  readonly language: Language;
  readonly closing: ClosingView;
}

/** For whoever logs in meanwhile: when it ends, what happens until then, and the way back. */
export function ClosingNotice({ language, closing }: ClosingNoticeProps) {
  const { close: texts } = language.texts;
  const { requestedAtMs, lastInvoiceOn, timeZone } = closing;
  return (
    <Notice kind="warning" title={texts.requestedTitle}>
      <p>{texts.requestedOn(formatDate(requestedAtMs, timeZone, language))}</p>
      <p>
        {texts.endsOn(formatLocalDate(lastInvoiceOn, language))} {texts.untilThen}
      </p>
      <p>
        <a href="/account/close">{texts.cancel}</a>
      </p>
    </Notice>
  );
}
