import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { Brand } from '#views/components/brand.tsx';
import { LanguageSwitch } from '#views/components/language-switch.tsx';
import { MailLink } from '#views/components/mail-link.tsx';
import type { Frame } from '#views/frame.ts';
import { stylesheet } from '#views/stylesheet.ts';

export interface LayoutProps {
  readonly frame: Frame;
  readonly title: string;
  readonly children?: Child;
  /** A script of ours, for the few pages that cannot work without one; the route's content policy has to allow it. */
  readonly scriptUrl?: string;
  /** Rules that this page alone has; a file of ours. */
  readonly moreStylesUrl?: string;
  /** Whether search engines may list the page; only the landing page wants that. */
  readonly indexed?: boolean;
  /** A page for operators, who have no account here to sign in to. */
  readonly forOperators?: boolean;
}

/** The full document around every page. */
export function Layout(props: LayoutProps) {
  const { frame, title, children } = props;
  const { indexed = false, forOperators = false, scriptUrl, moreStylesUrl } = props;
  const { language } = frame;
  return html`<!doctype html>${(
    <html lang={language.tag} dir={language.direction}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · ${frame.provider.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="same-origin" />
        {!indexed && <meta name="robots" content="noindex" />}
        <link rel="stylesheet" href={stylesheet(frame.provider.accent).url} />
        {moreStylesUrl && <link rel="stylesheet" href={moreStylesUrl} />}
        {scriptUrl && <script src={scriptUrl} type="module" />}
      </head>
      <body>
        <a class="skip-link" href="#main">
          {language.texts.layout.skip}
        </a>
        <Header frame={frame} forOperators={forOperators} />
        <main id="main" tabindex={-1}>
          {children}
        </main>
        <Footer frame={frame} forOperators={forOperators} />
      </body>
    </html>
  )}`;
}

interface BarProps {
  readonly frame: Frame;
  readonly forOperators: boolean;
}

function Header({ frame, forOperators }: BarProps) {
  const texts = frame.language.texts.layout;
  return (
    <header class="site-header">
      <div class="width">
        <Brand provider={frame.provider} />
        {!forOperators && (
          <nav aria-label={texts.accountNavigation}>
            {frame.client ? <SignedIn frame={frame} /> : <SignedOut frame={frame} />}
          </nav>
        )}
      </div>
    </header>
  );
}

interface NavigationProps {
  readonly frame: Frame;
}

const PLACES = ['dashboard', 'invoices', 'account'] as const;

function SignedIn({ frame: { language, path = '' } }: NavigationProps) {
  const texts = language.texts.layout;
  return (
    <>
      {PLACES.map((place) => (
        <a href={`/${place}`} aria-current={path.split('/')[1] === place ? 'page' : undefined}>
          {texts[place]}
        </a>
      ))}
      <form method="post" action="/logout">
        <button type="submit" class="quiet">
          {texts.logOut}
        </button>
      </form>
    </>
  );
}

function SignedOut({ frame }: NavigationProps) {
  const texts = frame.language.texts.layout;
  return (
    <>
      <a href="/login">{texts.logIn}</a>
      <a class="button small" href="/signup">
        {texts.signUp}
      </a>
    </>
  );
}

function Footer({ frame: { language, provider }, forOperators }: BarProps) {
  return (
    <footer class="site-footer">
      <div class="width">
        <bdi>{provider.name}</bdi>
        <span>{language.texts.layout.questions(<MailLink address={provider.supportEmail} />)}</span>
        {!forOperators && <LanguageSwitch language={language} />}
      </div>
    </footer>
  );
}
