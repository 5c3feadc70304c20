import { MailLink } from '#views/components/mail-link.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

export interface SignOnProblemPageProps {
  readonly frame: Frame;
  readonly reason: 'not_enrolled' | 'panel_unavailable' | 'panel_rejected';
}

/** Why the one-click login did not lead to the panel. */
export function SignOnProblemPage({ frame, reason }: SignOnProblemPageProps) {
  const { signOnProblem: texts, links } = frame.language.texts;
  const { title, lead } = texts[reason];
  return (
    <NarrowPage frame={frame} title={title} lead={lead}>
      {reason !== 'not_enrolled' && (
        <p>{texts.support(<MailLink address={frame.provider.supportEmail} />)}</p>
      )}
      <a class="button wide" href="/dashboard">
        {links.dashboard}
      </a>
    </NarrowPage>
  );
}
