import type { RunState } from '#core/invoicing/run-state.ts';
import { Tag, type Tone } from '#views/admin/section.tsx';

const STATES: Readonly<Record<RunState, { readonly name: string; readonly tone: Tone }>> = {
  planning: { name: 'Planning', tone: 'plain' },
  planning_failed: { name: 'Planning stopped', tone: 'problem' },
  planned: { name: 'Waits for approval', tone: 'warning' },
  executing: { name: 'Executing', tone: 'plain' },
  execution_failed: { name: 'Executing stopped', tone: 'problem' },
  executed: { name: 'Executed', tone: 'good' },
  superseded: { name: 'Superseded', tone: 'plain' },
};

export function RunStateTag({ state }: { readonly state: RunState }) {
  const { name, tone } = STATES[state];
  return <Tag tone={tone}>{name}</Tag>;
}
