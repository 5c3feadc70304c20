import { CONTINUE_URL } from '#views/components/continue-with.tsx';
import { MailLink } from '#views/components/mail-link.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';
import type { Texts } from '#views/languages.ts';

export type IdentityProblem = keyof Texts['identity']['problems'];

export interface IdentityProblemPageProps {
  readonly frame: Frame;
  readonly problem: IdentityProblem;
}

/** Why somebody did not get in by being recognised elsewhere, and the ways on. */
export function IdentityProblemPage({ frame, problem }: IdentityProblemPageProps) {
  const { identity, login } = frame.language.texts;
  const { title, text } = identity.problems[problem];
  const needsLogIn = problem === 'log_in_first';
  return (
    <NarrowPage
      frame={frame}
      title={title}
      lead={text}
      aside={identity.help(<MailLink address={frame.provider.supportEmail} />)}
    >
      <p class="form">
        <a class="button wide" href={needsLogIn ? '/account/identity' : CONTINUE_URL}>
          {needsLogIn ? login.title : identity.again}
        </a>
        {!needsLogIn && (
          <a class="button secondary wide" href="/signup">
            {identity.signUp}
          </a>
        )}
      </p>
    </NarrowPage>
  );
}
