import type { Change } from '#ports/changes.ts';

/** That somebody who is known was refused something that they may not do. */
export function refusedEvent(refused: {
  readonly atMs: number;
  readonly actor: string;
  readonly subjectId: string;
  /** The action of a signed request, or method and path of a form. */
  readonly wanted: string;
  /** Why; the role, where nothing is said. */
  readonly code?: string;
}): Change {
  const { atMs, actor, subjectId, wanted, code = 'role_forbidden' } = refused;
  const detail = { code, wanted };
  return { type: 'audit', event: { atMs, actor, action: 'refused', subjectId, detail } };
}
