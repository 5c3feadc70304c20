import { needsOperator, type ProvisioningFailure } from '#core/enrolment/client-state.ts';
import { MailLink } from '#views/components/mail-link.tsx';
import { Notice } from '#views/components/notice.tsx';
import type { Frame } from '#views/frame.ts';

export interface ProvisioningProgressProps {
  readonly frame: Frame;
  /** Why the last attempt did not end well, or empty. */
  readonly failure: ProvisioningFailure | (string & {});
}

/** Where the making of somebody's panel account stands, why, and what happens next. */
export function ProvisioningProgress({ frame, failure }: ProvisioningProgressProps) {
  const texts = frame.language.texts.provisioning;
  const known = isKnown(failure, texts.reasons) ? failure : undefined;
  if (known && needsOperator(known)) {
    return (
      <Notice kind="warning" title={texts.personTitle}>
        <p>{texts.notAutomatic(texts.reasons[known])}</p>
        <p>{texts.person(<MailLink address={frame.provider.supportEmail} />)}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="info" title={texts.title}>
      {known && <p>{texts.reasons[known]}</p>}
      <p>{texts.keepTrying}</p>
    </Notice>
  );
}

function isKnown(
  failure: string,
  reasons: Readonly<Record<ProvisioningFailure, string>>,
): failure is ProvisioningFailure {
  return Object.hasOwn(reasons, failure);
}
