// Mail programs know no stylesheets of ours, hence the inline styles. Text and page have the system's own colours,
// so that light and dark are the reader's choice; the button brings its pair of colours along.
import { raw } from 'hono/html';
import type { Draft } from '#views/emails/draft.ts';
import { greeting } from '#views/emails/greeting.ts';
import type { Language } from '#views/languages.ts';
import { accentColours, DEFAULT_ACCENT, LIGHT } from '#views/theme.ts';

/** Whose letter it is. */
export interface LetterProvider {
  readonly name: string;
  readonly supportEmail: string;
  /** `#rrggbb`. */
  readonly accent?: string | undefined;
}

export interface HtmlPartProps {
  readonly language: Language;
  readonly draft: Draft;
  readonly provider: LetterProvider;
}

const BODY =
  'margin:0;padding:24px;background:Canvas;color:CanvasText;font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif';
const LETTER = 'max-width:560px;margin:0 auto;overflow-wrap:anywhere';
const PARAGRAPH = 'margin:0 0 16px';
const BUTTON =
  'display:inline-block;padding:12px 24px;border-radius:8px;color:#ffffff;font-weight:600;text-decoration:none';
const SMALL = 'margin:0 0 16px;font-size:14px;opacity:.8';
const FOOT =
  'margin:32px 0 0;padding-top:16px;border-top:1px solid #8a949166;font-size:14px;opacity:.8';

/** The letter as a simple HTML mail: one button, and its address spelled out beneath it. */
export function HtmlPart({ language, draft, provider }: HtmlPartProps) {
  const { tag, direction, texts } = language;
  const { accent } = accentColours(provider.accent ?? DEFAULT_ACCENT, LIGHT);
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={tag} dir={direction}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="supported-color-schemes" content="light dark" />
          <title>{draft.subject}</title>
        </head>
        <body style={BODY}>
          <div style={LETTER}>
            <p style={PARAGRAPH} dir="auto">
              {greeting(draft.name, texts)}
            </p>
            {draft.before.map((text) => (
              <p style={PARAGRAPH}>{text}</p>
            ))}
            <p style="margin:24px 0">
              <a href={draft.action.url} style={`${BUTTON};background:${accent}`}>
                {draft.action.label}
              </a>
            </p>
            <p style={SMALL}>
              {texts.emails.copyAddress}
              <br />
              <a href={draft.action.url}>{draft.action.url}</a>
            </p>
            {draft.after.map((block) =>
              typeof block === 'string' ? (
                <p style={PARAGRAPH}>
                  <Lines text={block} />
                </p>
              ) : (
                <p style={PARAGRAPH}>
                  <a href={block.url}>{block.url}</a>
                </p>
              ),
            )}
            <p style={FOOT}>
              {provider.name}
              <br />
              <a href={`mailto:${provider.supportEmail}`}>{provider.supportEmail}</a>
            </p>
          </div>
        </body>
      </html>
    </>
  );
}

/** Mail programs do not all know how to keep white space. */
function Lines({ text }: { readonly text: string }) {
  return (
    <>
      {text.split('\n').map((line, at) => (
        <>
          {at > 0 && <br />}
          {line}
        </>
      ))}
    </>
  );
}
