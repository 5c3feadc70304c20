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
  const { ready: texts, links } = frame.language.texts;
  if (state === 'enrolled') {
    return (
      <NarrowPage
        frame={frame}
        title={texts.title}
        lead={texts.lead}
        aside={<a href="/dashboard">{links.dashboard}</a>}
      >
        <SignOnForm language={frame.language} />
        <p class="hint">{texts.hint}</p>
      </NarrowPage>
    );
  }
  return (
    <NarrowPage frame={frame} title={texts.notYetTitle} lead={texts.notYetLead}>
      <ProvisioningProgress frame={frame} failure={failure} />
      <a class="button wide" href="/dashboard">
        {links.dashboard}
      </a>
    </NarrowPage>
  );
}
