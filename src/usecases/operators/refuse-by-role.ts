import type { Ports } from '#ports/ports.ts';
import type { Operator } from '#usecases/operators/current-operator.ts';
import { refusedEvent } from '#usecases/operators/refused-event.ts';

/** Notes that somebody signed in was refused what their role does not permit. */
export async function refuseByRole(
  { store, clock, log }: Pick<Ports, 'store' | 'clock' | 'log'>,
  { kid }: Operator,
  wanted: string,
): Promise<void> {
  log.warn('admin_area_refused', { reason: 'role_forbidden' });
  const atMs = clock.nowMs();
  await store.commit([refusedEvent({ atMs, actor: `admin:${kid}`, subjectId: kid, wanted })]);
}
