import type { ClientState } from '#core/enrolment/client-state.ts';
import type { TermsKind, TermsVersion } from '#core/enrolment/terms.ts';
import { ErrorSummary } from '#views/components/error-summary.tsx';
import { ProvisioningProgress } from '#views/components/provisioning-progress.tsx';
import { TermsFields, termsErrors } from '#views/components/terms-fields.tsx';
import type { Frame } from '#views/frame.ts';

export interface NotEnrolledPanelProps {
  readonly frame: Frame;
  readonly state: Exclude<ClientState, 'enrolled'>;
  readonly failure: string;
  readonly terms: readonly TermsVersion[];
  readonly termsErrors: readonly TermsKind[];
}

/** The dashboard's panel for clients without access to the panel: how to get it, or where it stands. */
export function NotEnrolledPanel(props: NotEnrolledPanelProps) {
  const { frame, state, failure } = props;
  const texts = frame.language.texts.notEnrolledPanel;
  return (
    <section class="card panel not-enrolled" aria-labelledby="panel-title">
      <h2 id="panel-title">{state === 'not_enrolled' ? texts.title : texts.underWay}</h2>
      {state === 'not_enrolled' ? (
        <EnrolForm {...props} />
      ) : (
        <ProvisioningProgress frame={frame} failure={failure} />
      )}
    </section>
  );
}

function EnrolForm({ frame, terms, termsErrors: missing }: NotEnrolledPanelProps) {
  const { language } = frame;
  const texts = language.texts.notEnrolledPanel;
  return (
    <>
      <p>{texts.text}</p>
      <ErrorSummary language={language} errors={termsErrors(missing, language)} />
      <form method="post" action="/enrol" class="form">
        <TermsFields language={language} terms={terms} errors={missing} />
        <button type="submit" class="button">
          {texts.submit}
        </button>
      </form>
    </>
  );
}
