import { isId } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import { securityLetter } from '#usecases/account/security-event.ts';

export type LostFactorRefusal = { readonly reason: 'client_unknown' | 'no_second_factor' };

/** Nobody's browser: the operator's is nothing to tell a client. */
const NOWHERE = { device: '', network: '' } as const;

/**
 * Switches codes off for a client who has lost app and recovery codes. Every session ends, and the client hears of it by
 * mail, because whoever asked may not have been the client. `note`: how the operator made sure who asked.
 */
export async function removeLostFactor(
  ports: Pick<Ports, 'store' | 'secrets' | 'clock' | 'random' | 'queue' | 'settings'>,
  { clientId, note }: { readonly clientId: string; readonly note: string },
  actor: string,
): Promise<Result<null, LostFactorRefusal>> {
  const { store, clock, queue } = ports;
  const client = isId('client', clientId) ? await store.clients.byId(clientId) : undefined;
  if (!client) return err({ reason: 'client_unknown' });
  if (!(await store.account.secondFactor(client.id))) return err({ reason: 'no_second_factor' });
  await store.commit([
    { type: 'second_factor_removed', clientId: client.id },
    { type: 'sessions_closed', clientId: client.id },
    {
      type: 'audit',
      event: {
        atMs: clock.nowMs(),
        actor,
        action: 'second_factor_removed',
        subjectId: client.id,
        detail: { note, before: { secondFactor: true }, after: { secondFactor: false } },
      },
    },
    await securityLetter(ports, client, 'second_factor_removed', NOWHERE),
  ]);
  await queue.wake();
  return ok(null);
}
