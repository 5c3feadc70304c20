import type { ClientId } from '#core/ids.ts';
import type { Visitor } from '#core/sign-in/visitor.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import { newToken } from '#usecases/tokens.ts';

/**
 * A session ends this long after log-in, whatever happens in it. Longer than a month, so that whoever comes for the
 * monthly invoice is still signed in.
 */
export const SESSION_VALID_MS = 35 * 24 * 3_600_000;

const NOWHERE: Visitor = { network: '', device: '' };

/** A new session: the cookie's value, and the change that makes it good. */
export async function openSession(
  ports: Pick<Ports, 'secrets' | 'clock' | 'random'>,
  clientId: ClientId,
  visitor: Visitor = NOWHERE,
): Promise<{ readonly token: string; readonly change: Change }> {
  const token = newToken(ports);
  const atMs = ports.clock.nowMs();
  return {
    token,
    change: {
      type: 'session_opened',
      tokenHash: await ports.secrets.digest(token),
      clientId,
      visitor,
      atMs,
      expiresAtMs: atMs + SESSION_VALID_MS,
    },
  };
}
