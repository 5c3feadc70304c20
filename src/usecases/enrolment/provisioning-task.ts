import { retryDelayMs } from '#core/back-off.ts';
import type { ClientId, Id } from '#core/ids.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import { newId } from '#usecases/tokens.ts';

/** The task that gets a client a panel account if the attempt within the request does not. */
export function provisioningTask(
  ports: Pick<Ports, 'clock' | 'random'>,
  clientId: ClientId,
): { readonly id: Id<'outbox'>; readonly delayMs: number; readonly change: Change } {
  const id = newId(ports, 'outbox');
  const atMs = ports.clock.nowMs();
  const delayMs = retryDelayMs(1);
  return {
    id,
    delayMs,
    change: {
      type: 'outbox_added',
      task: {
        id,
        kind: 'provision_client',
        subjectId: clientId,
        payload: '',
        priority: 0,
        atMs,
        dueAtMs: atMs + delayMs,
      },
    },
  };
}
