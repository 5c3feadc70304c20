import type { Visitor } from '#core/sign-in/visitor.ts';
import type { Change } from '#ports/changes.ts';
import type { Identity } from '#ports/identity-provider.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';
import { securityEvent } from '#usecases/account/security-event.ts';

/** From now on this identity opens the account, and its owner is told. The commit fails where it is somebody's already. */
export async function linkIdentity(
  ports: Pick<Ports, 'secrets' | 'clock' | 'random' | 'settings'>,
  client: Client,
  { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>,
  visitor: Visitor,
): Promise<readonly Change[]> {
  const atMs = ports.clock.nowMs();
  return [
    { type: 'identity_linked', issuer, subject, clientId: client.id, atMs },
    ...(await securityEvent(ports, client, 'identity_linked', visitor)),
  ];
}
