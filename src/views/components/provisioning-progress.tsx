import { needsOperator, type ProvisioningFailure } from '#core/enrolment/client-state.ts';
import { Notice } from '#views/components/notice.tsx';
import type { Frame } from '#views/frame.ts';

export interface ProvisioningProgressProps {
  /** Why the last attempt did not end well, or empty. */
  readonly failure: ProvisioningFailure | (string & {});
  readonly provider: Frame['provider'];
}

const REASONS: Record<ProvisioningFailure, string> = {
  panel_unavailable: 'The panel does not answer right now.',
  panel_outcome_unknown: 'The panel has not confirmed yet that your access was created.',
  panel_rejected: 'The panel did not accept our request.',
  panel_user_is_admin: 'Your email address already has a special account in the panel.',
  panel_user_of_another_client: 'Your email address is already in use in the panel.',
  panel_users_ambiguous: 'Your email address is in the panel more than once.',
};

/** Where the making of somebody's panel account stands, why, and what happens next. */
export function ProvisioningProgress({ failure, provider }: ProvisioningProgressProps) {
  if (isKnown(failure) && needsOperator(failure)) {
    return (
      <Notice kind="warning" title="A person has to look at this">
        <p>{REASONS[failure]} We cannot connect it to your account automatically.</p>
        <p>
          Our team has to check it first. We will email you when your access is ready. Questions?
          Write to <a href={`mailto:${provider.supportEmail}`}>{provider.supportEmail}</a>.
        </p>
      </Notice>
    );
  }
  return (
    <Notice kind="info" title="We are setting up your access to the panel">
      {isKnown(failure) && <p>{REASONS[failure]}</p>}
      <p>We keep trying, and we will email you when it is ready. You do not need to do anything.</p>
    </Notice>
  );
}

function isKnown(failure: string): failure is ProvisioningFailure {
  return Object.hasOwn(REASONS, failure);
}
