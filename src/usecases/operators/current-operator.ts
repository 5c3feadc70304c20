import type { Role } from '#core/operators/role.ts';
import type { OperatorSession } from '#ports/operator-access.ts';
import type { Ports } from '#ports/ports.ts';

/** How far behind "last seen" may be: one write a minute, not one a request. */
const SEEN_EVERY_MS = 60_000;

/** Who is signed in to the admin area, with what their key may do now. */
export interface Operator {
  readonly kid: string;
  readonly role: Role;
  readonly provedAtMs: number;
  readonly session: OperatorSession;
}

/** Undefined without a session that goes on, and for a key that is not configured any more. */
export async function currentOperator(
  ports: Pick<Ports, 'store' | 'secrets' | 'clock' | 'adminSignatures'>,
  sessionToken: string | undefined,
): Promise<Operator | undefined> {
  const { store, secrets, clock, adminSignatures } = ports;
  if (!sessionToken) return undefined;
  const nowMs = clock.nowMs();
  const session = await store.operatorAccess.session(await secrets.digest(sessionToken), nowMs);
  const role = session && adminSignatures.roleOf(session.kid);
  if (!role) return undefined;
  const { kid, provedAtMs, tokenHash, seenAtMs } = session;
  if (nowMs - seenAtMs >= SEEN_EVERY_MS) {
    await store.commit([{ type: 'operator_session_seen', tokenHash, atMs: nowMs }]);
  }
  return { kid, role, provedAtMs, session };
}
