import type { LinkState } from '#core/enrolment/link.ts';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

export interface LinkProblemPageProps {
  readonly frame: Frame;
  readonly problem: Exclude<LinkState, 'valid'>;
  readonly token: string;
}

/** Why a link from a sign-up mail does not work, and the way on from there. */
export function LinkProblemPage({ frame, problem, token }: LinkProblemPageProps) {
  const { linkProblem, login, links } = frame.language.texts;
  switch (problem) {
    case 'expired': {
      const { title, lead, submit } = linkProblem.expired;
      return (
        <NarrowPage frame={frame} title={title} lead={lead}>
          <form method="post" action="/verify/resend" class="form">
            <input type="hidden" name="token" value={token} />
            <button type="submit" class="button wide">
              {submit}
            </button>
          </form>
        </NarrowPage>
      );
    }
    case 'used': {
      const { title, lead, forgotten, chooseNew } = linkProblem.used;
      const aside = forgotten(<a href="/forgot">{chooseNew}</a>);
      return (
        <NarrowPage frame={frame} title={title} lead={lead} aside={aside}>
          <a class="button wide" href="/login">
            {login.title}
          </a>
        </NarrowPage>
      );
    }
    case 'unknown': {
      const { title, lead, hint } = linkProblem.unknown;
      return (
        <NarrowPage frame={frame} title={title} lead={lead}>
          <p>{hint}</p>
          <a class="button wide" href="/signup">
            {links.freshLink}
          </a>
        </NarrowPage>
      );
    }
  }
}
