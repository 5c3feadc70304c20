import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import { sealNote } from '#usecases/sealed-note.ts';
import { IDENTITY_FLOW_VALID_MS, type IdentityFlow } from '#usecases/sign-in/identity-note.ts';
import { newToken } from '#usecases/tokens.ts';

/** Where the browser goes to be recognised, and the note with which it comes back. Writes nothing. */
export async function beginIdentity(
  ports: Pick<Ports, 'identityProvider' | 'secrets' | 'clock' | 'random' | 'log'>,
): Promise<
  Result<{ readonly url: string; readonly note: string }, 'not_offered' | 'provider_unavailable'>
> {
  const { identityProvider: provider, clock, log } = ports;
  if (!provider) return err('not_offered');
  const flow: IdentityFlow = {
    state: newToken(ports),
    nonce: newToken(ports),
    codeVerifier: newToken(ports),
    untilMs: clock.nowMs() + IDENTITY_FLOW_VALID_MS,
  };
  const url = await provider.authorizationUrl(flow);
  if (!url.ok) {
    log.error('identity_failed', { code: url.error.code, detail: url.error.detail });
    return err('provider_unavailable');
  }
  return ok({
    url: url.value,
    note: await sealNote(ports, 'identity_flow', flow, IDENTITY_FLOW_VALID_MS),
  });
}
