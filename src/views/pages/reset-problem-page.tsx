import type { LinkState } from '#core/enrolment/link.ts';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

type Problem = Exclude<LinkState, 'valid'>;

export interface ResetProblemPageProps {
  readonly frame: Frame;
  readonly problem: Problem;
}

const TEXTS: Record<Problem, { readonly title: string; readonly lead: string }> = {
  expired: {
    title: 'This link has expired',
    lead: 'Links to choose a new password work for one hour. Ask for a fresh one.',
  },
  used: {
    title: 'This link was already used',
    lead: 'Each link works once. Log in with your new password, or ask for a fresh link.',
  },
  unknown: {
    title: 'We do not know this link',
    lead: 'Perhaps the address was not copied whole. Open the link in the email again, or ask for a fresh one.',
  },
};

/** Why a link to choose a new password does not work; the way on is a fresh one. */
export function ResetProblemPage({ frame, problem }: ResetProblemPageProps) {
  const { title, lead } = TEXTS[problem];
  return (
    <NarrowPage frame={frame} title={title} lead={lead} aside={<a href="/login">Back to log in</a>}>
      <a class="button wide" href="/forgot">
        Get a fresh link
      </a>
    </NarrowPage>
  );
}
