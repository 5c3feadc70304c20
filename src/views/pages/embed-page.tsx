import { html } from 'hono/html';
import type { ClientState } from '#core/enrolment/client-state.ts';
import { CONTINUE_URL } from '#views/components/continue-with.tsx';
import { EnrolledPanel, type EnrolledPanelProps } from '#views/components/enrolled-panel.tsx';
import { Notice } from '#views/components/notice.tsx';
import { ProvisioningProgress } from '#views/components/provisioning-progress.tsx';
import type { Frame } from '#views/frame.ts';
import { stylesheet } from '#views/stylesheet.ts';

export interface EmbedPageProps {
  readonly frame: Frame;
  readonly panel:
    | {
        readonly kind: 'client';
        readonly state: ClientState;
        readonly failure: string;
        readonly nextInvoice: EnrolledPanelProps['nextInvoice'];
      }
    /** Nobody here has the address. */
    | { readonly kind: 'unknown' }
    | { readonly kind: 'signature_wrong' | 'signature_old' };
}

/** One of the dashboard's panels as a document of its own. Whatever leads on opens a new tab: nothing else may be framed. */
export function EmbedPage({ frame, panel }: EmbedPageProps) {
  const { language } = frame;
  return html`<!doctype html>${(
    <html lang={language.tag} dir={language.direction}>
      <head>
        <meta charset="utf-8" />
        <title>{`${language.texts.enrolledPanel.title} · ${frame.provider.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={stylesheet(frame.provider.accent).url} />
      </head>
      <body class="embed">
        <main>
          <h1 class="visually-hidden">{frame.provider.name}</h1>
          <Panel frame={frame} panel={panel} />
        </main>
      </body>
    </html>
  )}`;
}

function Panel({ frame, panel }: EmbedPageProps) {
  const { texts } = frame.language;
  switch (panel.kind) {
    case 'client':
      if (panel.state === 'enrolled') {
        return <EnrolledPanel language={frame.language} nextInvoice={panel.nextInvoice} />;
      }
      if (panel.state === 'not_enrolled') {
        return <Invitation frame={frame} {...wayIn(frame, '/dashboard', texts.links.dashboard)} />;
      }
      return <ProvisioningProgress frame={frame} failure={panel.failure} />;
    case 'unknown':
      return <Invitation frame={frame} {...wayIn(frame, '/signup', texts.landing.create)} />;
    case 'signature_wrong':
    case 'signature_old':
      return (
        <Notice kind="warning" title={texts.embed.title}>
          <p>{texts.embed[panel.kind]}</p>
        </Notice>
      );
  }
}

/** Whoever sees the panel in the client area is known there: being recognised spares them typing it all again. */
function wayIn(frame: Frame, href: string, label: string) {
  const { continueWith, language } = frame;
  if (continueWith === undefined) return { href, label };
  return { href: CONTINUE_URL, label: language.texts.identity.continueWith(continueWith) };
}

interface InvitationProps {
  readonly frame: Frame;
  readonly href: string;
  readonly label: string;
}

/** For people without access: what it is, and where they get it. */
function Invitation({ frame, href, label }: InvitationProps) {
  const { notEnrolledPanel, layout, embed } = frame.language.texts;
  return (
    <section class="card panel not-enrolled" aria-labelledby="panel-title">
      <h2 id="panel-title">{notEnrolledPanel.title}</h2>
      <p>{embed.invitation}</p>
      <p>
        <a class="button" href={href} target="_blank" rel="noopener">
          {label}
          <span class="visually-hidden"> {layout.opensNewTab}</span>
        </a>
      </p>
    </section>
  );
}
