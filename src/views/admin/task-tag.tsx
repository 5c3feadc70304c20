import { Tag, type Tone } from '#views/admin/section.tsx';

/** States of the outbox, as operators read them. */
const STATES: Readonly<Record<string, { readonly name: string; readonly tone: Tone }>> = {
  pending: { name: 'Waiting', tone: 'plain' },
  done: { name: 'Done', tone: 'good' },
  failed: { name: 'Given up', tone: 'problem' },
  unknown: { name: 'Nobody knows', tone: 'warning' },
  dismissed: { name: 'Dismissed', tone: 'plain' },
};

export function TaskTag({
  state,
  lastError,
}: {
  readonly state: string;
  readonly lastError: string;
}) {
  const { name, tone } = STATES[state] ?? { name: state, tone: 'plain' };
  return (
    <>
      <Tag tone={tone}>{name}</Tag>
      {lastError !== '' && <span class="document-kind">{lastError}</span>}
    </>
  );
}
