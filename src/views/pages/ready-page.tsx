import type { ClientState } from '#core/enrolment/client-state.ts';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { ProvisioningProgress } from '#views/components/provisioning-progress.tsx';
import { SignOnForm } from '#views/components/sign-on-form.tsx';
import type { Frame } from '#views/frame.ts';

export interface ReadyPageProps {
  readonly frame: Frame;
  readonly state: ClientState;
  readonly failure: string;
}

/** The end of the sign-up: the panel is one click away, or why not yet. */
export function ReadyPage({ frame, state, failure }: ReadyPageProps) {
  if (state === 'enrolled') {
    return (
      <NarrowPage
        frame={frame}
        title="Your account is ready"
        lead="Go to the panel and create your first server. You do not need another password."
        aside={<a href="/dashboard">Go to your dashboard</a>}
      >
        <SignOnForm />
        <p class="hint">
          You pay nothing today. On the 1st of each month we email you one invoice for what you used
          the month before.
        </p>
      </NarrowPage>
    );
  }
  return (
    <NarrowPage
      frame={frame}
      title="Your account is created"
      lead="Your access to the panel needs a little longer."
    >
      <ProvisioningProgress failure={failure} provider={frame.provider} />
      <a class="button wide" href="/dashboard">
        Go to your dashboard
      </a>
    </NarrowPage>
  );
}
