import type { ClientState } from '#core/enrolment/client-state.ts';
import { Tag, type Tone } from '#views/admin/section.tsx';

/** A client's state as operators read it. */
export const CLIENT_STATES: Readonly<
  Record<ClientState, { readonly name: string; readonly tone: Tone }>
> = {
  enrolled: { name: 'Enrolled', tone: 'good' },
  provisioning: { name: 'Being set up', tone: 'plain' },
  provisioning_failed: { name: 'Set-up failed', tone: 'problem' },
  not_enrolled: { name: 'Not enrolled', tone: 'plain' },
  closed: { name: 'Closed', tone: 'plain' },
};

export interface ClientStateTagProps {
  readonly state: ClientState;
  /** Has asked to leave and is still billed. */
  readonly isClosing: boolean;
}

export function ClientStateTag({ state, isClosing }: ClientStateTagProps) {
  if (isClosing && state !== 'closed') return <Tag tone="warning">Closing</Tag>;
  const { name, tone } = CLIENT_STATES[state];
  return <Tag tone={tone}>{name}</Tag>;
}
