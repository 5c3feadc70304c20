import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import type { Operator } from '#usecases/operators/current-operator.ts';

/** Ends a session of one's own; an operator's also that of another key. */
export async function endOperatorSession(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { kid, role }: Operator,
  sessionId: string,
): Promise<Result<null, 'unknown'>> {
  const whose = role === 'operator' ? undefined : kid;
  const event = {
    atMs: clock.nowMs(),
    actor: `admin:${kid}`,
    action: 'session_ended',
    subjectId: sessionId,
  };
  const committed = await store.commit([
    { type: 'operator_session_revoked', sessionId, kid: whose },
    { type: 'audit', event },
  ]);
  return committed.ok ? ok(null) : err('unknown');
}
