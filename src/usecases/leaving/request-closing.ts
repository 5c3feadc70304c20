import type { ClosingWait } from '#core/account/closing.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Client } from '#ports/store.ts';
import { type ClosePorts, closeAccount } from '#usecases/leaving/close-account.ts';
import { closingLetter } from '#usecases/leaving/closing-letter.ts';

/** Notes that the client wants to leave. Somebody without a panel account has nothing to wait for and is gone at once. */
export async function requestClosing(
  ports: ClosePorts,
  client: Client,
): Promise<Result<'closed' | ClosingWait, 'asked_before'>> {
  const { store, clock, queue } = ports;
  const atMs = clock.nowMs();
  const committed = await store.commit([
    { type: 'closing_requested', clientId: client.id, atMs },
    {
      type: 'audit',
      event: { atMs, actor: 'client', action: 'closing_requested', subjectId: client.id },
    },
    ...(client.panelUserId === null ? [] : [await closingLetter(ports, client, 'requested')]),
  ]);
  if (!committed.ok) return err('asked_before');
  await queue.wake();
  if (client.panelUserId !== null) return ok('usage_this_month');
  return ok(await closeAccount(ports, { client, requestedAtMs: atMs, enrolledAtMs: null }));
}

/** Takes it back, as long as the account is not closed. */
export async function cancelClosing(
  ports: Pick<ClosePorts, 'store' | 'clock' | 'queue' | 'secrets' | 'random' | 'settings'>,
  client: Client,
): Promise<void> {
  const { store, clock, queue } = ports;
  const committed = await store.commit([
    { type: 'closing_cancelled', clientId: client.id },
    {
      type: 'audit',
      event: {
        atMs: clock.nowMs(),
        actor: 'client',
        action: 'closing_cancelled',
        subjectId: client.id,
      },
    },
    await closingLetter(ports, client, 'cancelled'),
  ]);
  if (committed.ok) await queue.wake();
}
