import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { Brand } from '#views/components/brand.tsx';
import type { Frame } from '#views/frame.ts';

export interface LayoutProps {
  readonly frame: Frame;
  readonly title: string;
  readonly children?: Child;
  readonly stylesheetUrl?: string;
  /** Whether search engines may list the page; only the landing page wants that. */
  readonly indexed?: boolean;
  /** A page for operators, who have no account here to sign in to. */
  readonly forOperators?: boolean;
}

/** The full document around every page. */
export function Layout(props: LayoutProps) {
  const { frame, title, children, stylesheetUrl = '/assets/style.css' } = props;
  const { indexed = false, forOperators = false } = props;
  return html`<!doctype html>${(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · ${frame.provider.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="same-origin" />
        {!indexed && <meta name="robots" content="noindex" />}
        <link rel="stylesheet" href={stylesheetUrl} />
      </head>
      <body>
        <a class="skip-link" href="#main">
          Skip to the content
        </a>
        <Header frame={frame} forOperators={forOperators} />
        <main id="main" tabindex={-1}>
          {children}
        </main>
        <Footer provider={frame.provider} />
      </body>
    </html>
  )}`;
}

interface HeaderProps {
  readonly frame: Frame;
  readonly forOperators: boolean;
}

function Header({ frame, forOperators }: HeaderProps) {
  return (
    <header class="site-header">
      <div class="width">
        <Brand provider={frame.provider} />
        {!forOperators && (
          <nav aria-label="Account">{frame.client ? <SignedIn /> : <SignedOut />}</nav>
        )}
      </div>
    </header>
  );
}

function SignedIn() {
  return (
    <>
      <a href="/dashboard">Dashboard</a>
      <form method="post" action="/logout">
        <button type="submit" class="quiet">
          Log out
        </button>
      </form>
    </>
  );
}

function SignedOut() {
  return (
    <>
      <a href="/login">Log in</a>
      <a class="button small" href="/signup">
        Sign up
      </a>
    </>
  );
}

function Footer({ provider }: { readonly provider: Frame['provider'] }) {
  return (
    <footer class="site-footer">
      <div class="width">
        <bdi>{provider.name}</bdi>
        <span>
          Questions? Write to{' '}
          <a href={`mailto:${provider.supportEmail}`}>{provider.supportEmail}</a>
        </span>
      </div>
    </footer>
  );
}
