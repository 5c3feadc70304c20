import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { ADMIN_STYLESHEET } from '#views/admin/admin-stylesheet.ts';
import { Brand } from '#views/components/brand.tsx';
import { stylesheet } from '#views/stylesheet.ts';

export interface AdminDocumentProps {
  readonly frame: AdminFrame;
  readonly title: string;
  /** Between the bar and the page. */
  readonly navigation?: Child;
  readonly scriptUrl?: string | undefined;
  readonly children?: Child;
}

/** The document around every page of the admin area. English alone. */
export function AdminDocument(props: AdminDocumentProps) {
  const { frame, title, navigation, scriptUrl, children } = props;
  return html`<!doctype html>${(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · ${frame.provider.name} admin`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="same-origin" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={stylesheet(frame.provider.accent).url} />
        <link rel="stylesheet" href={ADMIN_STYLESHEET.url} />
        {scriptUrl && <script src={scriptUrl} type="module" />}
      </head>
      <body class="admin">
        <a class="skip-link" href="#main">
          Skip to the content
        </a>
        <header class="site-header">
          <div class="width">
            <Brand provider={frame.provider} />
            <span class="area">Admin area</span>
            {frame.operator && <SignedIn operator={frame.operator} />}
          </div>
        </header>
        {navigation}
        <main id="main" tabindex={-1}>
          {children}
        </main>
      </body>
    </html>
  )}`;
}

function SignedIn({ operator }: { readonly operator: NonNullable<AdminFrame['operator']> }) {
  return (
    <div class="signed-in">
      <span>
        <bdi>{operator.kid}</bdi> <span class="tag">{operator.role}</span>
      </span>
      <form method="post" action="/admin/sign-out">
        <button type="submit" class="quiet">
          Sign out
        </button>
      </form>
    </div>
  );
}
