import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

type Reason = 'not_enrolled' | 'panel_unavailable' | 'panel_rejected';

export interface SignOnProblemPageProps {
  readonly frame: Frame;
  readonly reason: Reason;
}

const TEXTS: Record<Reason, { readonly title: string; readonly lead: string }> = {
  not_enrolled: {
    title: 'You have no access to the panel yet',
    lead: 'Your dashboard shows what is missing and what happens next.',
  },
  panel_unavailable: {
    title: 'The panel does not answer right now',
    lead: 'Please try again in a few minutes. If it goes on, write to us.',
  },
  panel_rejected: {
    title: 'The panel did not let you in',
    lead: 'Something about your access needs a person to look at it. Please write to us.',
  },
};

/** Why the one-click login did not lead to the panel. */
export function SignOnProblemPage({ frame, reason }: SignOnProblemPageProps) {
  const { title, lead } = TEXTS[reason];
  const { supportEmail } = frame.provider;
  return (
    <NarrowPage frame={frame} title={title} lead={lead}>
      {reason !== 'not_enrolled' && (
        <p>
          Support: <a href={`mailto:${supportEmail}`}>{supportEmail}</a>
        </p>
      )}
      <a class="button wide" href="/dashboard">
        Go to your dashboard
      </a>
    </NarrowPage>
  );
}
