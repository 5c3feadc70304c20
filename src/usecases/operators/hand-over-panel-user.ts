// Somebody who left comes back and signs up again. The panel still has their user, locked, under the number of the
// account that was closed. What was erased stays erased: the new account takes the panel user over.
import type { ProvisioningFailure } from '#core/enrolment/client-state.ts';
import { sameEmail } from '#core/enrolment/email.ts';
import { matchPanelUser, type PanelUser } from '#core/enrolment/match-panel-user.ts';
import { isId } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Client } from '#ports/store.ts';
import {
  type Provisioned,
  type ProvisioningPorts,
  provisionClient,
} from '#usecases/enrolment/provision-client.ts';

export interface HandOverRefusal {
  readonly reason:
    | 'client_unknown'
    | 'not_waiting'
    /** The panel has nobody with the address, or somebody who is nobody's: trying again is enough. */
    | 'nothing_to_hand_over'
    | ProvisioningFailure;
}

/**
 * Gives the panel user of a closed account to the waiting client with the same address, unlocks it and enrols the client.
 * Only a closed account loses its panel user, and never an administrator. Safe to repeat after a crash in between.
 */
export async function handOverPanelUser(
  ports: ProvisioningPorts,
  { clientId }: { readonly clientId: string },
  actor: string,
): Promise<Result<Exclude<Provisioned, 'not_waiting'>, HandOverRefusal>> {
  const { store, panel, queue } = ports;
  const client = isId('client', clientId) ? await store.clients.byId(clientId) : undefined;
  if (!client) return err({ reason: 'client_unknown' });
  if (client.state !== 'provisioning_failed') return err({ reason: 'not_waiting' });
  const found = await panel.findUsers(client.email);
  if (!found.ok) return err({ reason: 'panel_unavailable' });
  const user = await userToTake(ports, client, found.value);
  if (!user.ok) return user;

  if (user.value.former) {
    const freed = await giveUp(ports, client, { ...user.value, former: user.value.former }, actor);
    if (!freed.ok) return err({ reason: 'panel_user_of_another_client' });
  }
  const { panelUserId } = user.value;
  const linked = await panel.linkUser(panelUserId, client.number);
  const unlocked = linked.ok ? await panel.unlockUser(panelUserId) : linked;
  if (!unlocked.ok) return err({ reason: 'panel_unavailable' });
  const came = await provisionClient(ports, client.id, { tellByMail: true, byHand: true });
  if (came === 'not_waiting') return err({ reason: 'not_waiting' });
  await queue.wake();
  return ok(came);
}

interface UserToTake {
  readonly panelUserId: number;
  /** Whose it was; undefined where it is this client's already, after an attempt that did not come to its end. */
  readonly former: Client | undefined;
}

async function userToTake(
  { store }: ProvisioningPorts,
  client: Client,
  found: readonly PanelUser[],
): Promise<Result<UserToTake, HandOverRefusal>> {
  const match = matchPanelUser(found, client);
  if (match.do === 'create' || match.do === 'link') return err({ reason: 'nothing_to_hand_over' });
  if (match.do === 'keep') return ok({ panelUserId: match.panelUserId, former: undefined });
  if (match.failure !== 'panel_user_of_another_client') return err({ reason: match.failure });
  // The only one with the address, or the match would be ambiguous.
  const user = found.find(({ email }) => sameEmail(email, client.email));
  const former = user && (await store.operators.clientByNumber(user.billingUserId ?? 0));
  if (!user || former?.state !== 'closed') return err({ reason: match.failure });
  return ok({ panelUserId: user.id, former });
}

/** In our books first: the panel user may not be two clients' when it is enrolled. */
function giveUp(
  { store, clock }: ProvisioningPorts,
  client: Client,
  { panelUserId, former }: UserToTake & { readonly former: Client },
  actor: string,
) {
  const event = { atMs: clock.nowMs(), actor, action: 'panel_user_handed_over' };
  const detail = {
    panelUserId,
    before: { clientId: former.id },
    after: { clientId: client.id },
  };
  return store.commit([
    { type: 'panel_user_given_up', clientId: former.id },
    { type: 'audit', event: { ...event, subjectId: former.id, detail } },
    { type: 'audit', event: { ...event, subjectId: client.id, detail } },
  ]);
}
