import { err, type Result } from '#core/result.ts';
import { maySignOn, type SignOnRefusal } from '#core/sign-on/may-sign-on.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';

/** A URL that signs the client on to the panel, good for one use; minted now, stored nowhere. */
export async function signOn(
  { panel, log }: Pick<Ports, 'panel' | 'log'>,
  client: Client,
): Promise<Result<string, SignOnRefusal>> {
  const allowed = maySignOn(client);
  if (!allowed.ok) return allowed;
  const url = await panel.signOnUrl(allowed.value);
  if (url.ok) return url;
  log.warn('sign_on_failed', { clientId: client.id, code: url.error.code });
  return err({
    reason: url.error.disposition === 'rejected' ? 'panel_rejected' : 'panel_unavailable',
  });
}
