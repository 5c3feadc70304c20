import type { ClientState } from '#core/enrolment/client-state.ts';
import type { TermsKind, TermsVersion } from '#core/enrolment/terms.ts';
import { ErrorSummary } from '#views/components/error-summary.tsx';
import { ProvisioningProgress } from '#views/components/provisioning-progress.tsx';
import { TermsFields, termsErrorText, termsFieldId } from '#views/components/terms-fields.tsx';
import type { Frame } from '#views/frame.ts';

export interface NotEnrolledPanelProps {
  readonly state: Exclude<ClientState, 'enrolled'>;
  readonly failure: string;
  readonly terms: readonly TermsVersion[];
  readonly termsErrors: readonly TermsKind[];
  readonly provider: Frame['provider'];
}

/** The dashboard's panel for clients without access to the panel: how to get it, or where it stands. */
export function NotEnrolledPanel(props: NotEnrolledPanelProps) {
  const { state, failure, provider } = props;
  return (
    <section class="card panel not-enrolled" aria-labelledby="panel-title">
      <h2 id="panel-title">
        {state === 'not_enrolled' ? 'Start using servers by the hour' : 'Your access is on its way'}
      </h2>
      {state === 'not_enrolled' ? (
        <EnrolForm {...props} />
      ) : (
        <ProvisioningProgress failure={failure} provider={provider} />
      )}
    </section>
  );
}

function EnrolForm({ terms, termsErrors }: NotEnrolledPanelProps) {
  return (
    <>
      <p>
        You have an account with us, but no access to the server panel yet. Accept the terms and we
        create it for you. It costs nothing. You pay only for the servers you create, by invoice, on
        the 1st of the month after.
      </p>
      <ErrorSummary
        errors={termsErrors.map((kind) => ({
          field: termsFieldId(kind),
          message: termsErrorText(kind),
        }))}
      />
      <form method="post" action="/enrol" class="form">
        <TermsFields terms={terms} errors={termsErrors} />
        <button type="submit" class="button">
          Accept and get access
        </button>
      </form>
    </>
  );
}
