import type { Ports } from '#ports/ports.ts';
import type { Operator } from '#usecases/operators/current-operator.ts';

/** Ends the session that asks for it. */
export async function signOut(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { kid, session }: Operator,
): Promise<void> {
  const { tokenHash } = session;
  const event = {
    atMs: clock.nowMs(),
    actor: `admin:${kid}`,
    action: 'session_closed',
    subjectId: kid,
  };
  await store.commit([
    { type: 'operator_session_closed', tokenHash },
    { type: 'audit', event },
  ]);
}
