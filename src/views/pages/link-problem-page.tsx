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
  switch (problem) {
    case 'expired':
      return (
        <NarrowPage
          frame={frame}
          title="This link has expired"
          lead="Links in our emails work for 24 hours. We can send you a fresh one to the same address."
        >
          <form method="post" action="/verify/resend" class="form">
            <input type="hidden" name="token" value={token} />
            <button type="submit" class="button wide">
              Send a fresh link
            </button>
          </form>
        </NarrowPage>
      );
    case 'used':
      return (
        <NarrowPage
          frame={frame}
          title="This link was already used"
          lead="Your account exists. Log in with your email address and your password."
          aside={
            <>
              Forgotten your password? <a href="/forgot">Choose a new one</a>
            </>
          }
        >
          <a class="button wide" href="/login">
            Log in
          </a>
        </NarrowPage>
      );
    case 'unknown':
      return (
        <NarrowPage
          frame={frame}
          title="We do not know this link"
          lead="Perhaps the address was not copied whole. Please open the link in the email again, or copy all of it."
        >
          <p>If that does not help, sign up again. You get a fresh link by email.</p>
          <a class="button wide" href="/signup">
            Get a fresh link
          </a>
        </NarrowPage>
      );
  }
}
