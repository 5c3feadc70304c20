import type { LinkState } from '#core/enrolment/link.ts';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

export interface ResetProblemPageProps {
  readonly frame: Frame;
  readonly problem: Exclude<LinkState, 'valid'>;
}

/** Why a link to choose a new password does not work; the way on is a fresh one. */
export function ResetProblemPage({ frame, problem }: ResetProblemPageProps) {
  const { reset, links } = frame.language.texts;
  const { title, lead } = reset.problems[problem];
  const aside = <a href="/login">{links.backToLogin}</a>;
  return (
    <NarrowPage frame={frame} title={title} lead={lead} aside={aside}>
      <a class="button wide" href="/forgot">
        {links.freshLink}
      </a>
    </NarrowPage>
  );
}
