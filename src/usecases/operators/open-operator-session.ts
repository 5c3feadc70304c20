import { OPERATOR_SESSION_MS } from '#core/operators/session.ts';
import type { Visitor } from '#core/sign-in/visitor.ts';
import type { Change } from '#ports/changes.ts';
import type { SessionMeans } from '#ports/operator-changes.ts';
import type { Ports } from '#ports/ports.ts';
import { newToken } from '#usecases/tokens.ts';

/** A new session of an admin key: the cookie's value, and the changes that make it good. */
export async function openOperatorSession(
  ports: Pick<Ports, 'secrets' | 'clock' | 'random'>,
  { kid, means, visitor }: { kid: string; means: SessionMeans; visitor: Visitor },
): Promise<{ readonly token: string; readonly changes: readonly Change[] }> {
  const token = newToken(ports);
  const tokenHash = await ports.secrets.digest(token);
  const atMs = ports.clock.nowMs();
  const expiresAtMs = atMs + OPERATOR_SESSION_MS;
  const detail = { means, network: visitor.network, device: visitor.device };
  return {
    token,
    changes: [
      { type: 'operator_session_opened', tokenHash, kid, means, visitor, atMs, expiresAtMs },
      {
        type: 'audit',
        event: { atMs, actor: `admin:${kid}`, action: 'session_opened', subjectId: kid, detail },
      },
    ],
  };
}
