import type { ClientState } from '#core/enrolment/client-state.ts';
import { err, ok, type Result } from '#core/result.ts';

export type SignOnRefusal =
  | { readonly reason: 'not_enrolled' }
  | { readonly reason: 'panel_unavailable' }
  | { readonly reason: 'panel_rejected' };

/** A one-time token is minted for enrolled clients alone; for anybody else there is no panel user to sign on as. */
export function maySignOn(client: {
  readonly state: ClientState;
  readonly panelUserId: number | null;
}): Result<number, SignOnRefusal> {
  if (client.state !== 'enrolled' || client.panelUserId === null) {
    return err({ reason: 'not_enrolled' });
  }
  return ok(client.panelUserId);
}
