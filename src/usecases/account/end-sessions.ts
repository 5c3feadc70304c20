import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';

type EndPorts = Pick<Ports, 'store' | 'clock'>;

/** Ends one session of the client. An id that is not one of theirs ends nothing and is not told apart. */
export async function endSession(
  { store, clock }: EndPorts,
  { id: clientId }: Client,
  sessionId: string,
): Promise<void> {
  await store.commit([
    { type: 'session_revoked', clientId, sessionId },
    audit(clock.nowMs(), 'session_ended', clientId),
  ]);
}

/** Ends every session of the client, this one included. */
export async function endAllSessions(
  { store, clock }: EndPorts,
  { id: clientId }: Client,
): Promise<void> {
  await store.commit([
    { type: 'sessions_closed', clientId },
    audit(clock.nowMs(), 'sessions_ended', clientId),
  ]);
}

function audit(atMs: number, action: string, subjectId: string) {
  return { type: 'audit', event: { atMs, actor: 'client', action, subjectId } } as const;
}
