import { type LinkState, linkState } from '#core/enrolment/link.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Visitor } from '#core/sign-in/visitor.ts';
import type { EmailChange } from '#ports/account-reads.ts';
import type { Ports } from '#ports/ports.ts';
import type { AccountPorts } from '#usecases/account/actor.ts';
import { securityEvent } from '#usecases/account/security-event.ts';

type Unusable = Exclude<LinkState, 'valid'>;

/** What a mailed link would change. Reads only: mail scanners open links. */
export async function openEmailChange(
  { store, secrets, clock }: Pick<Ports, 'store' | 'secrets' | 'clock'>,
  token: string,
): Promise<Result<EmailChange, Unusable>> {
  const change = await store.account.emailChange(await secrets.digest(token));
  const state = linkState(change, clock.nowMs());
  if (!change || state !== 'valid') return err(state === 'valid' ? 'unknown' : state);
  return ok(change);
}

/** Gives the client the proven address, ends every session and tells the old address. Works once per link. */
export async function confirmEmailChange(
  ports: AccountPorts,
  token: string,
  visitor: Visitor,
): Promise<Result<null, Unusable>> {
  const { store, secrets, clock } = ports;
  const opened = await openEmailChange(ports, token);
  if (!opened.ok) return opened;
  const client = await store.clients.byId(opened.value.clientId);
  if (!client) return err('unknown');
  const tokenHash = await secrets.digest(token);
  const committed = await store.commit([
    { type: 'email_changed', tokenHash, atMs: clock.nowMs() },
    { type: 'sessions_closed', clientId: client.id },
    ...(await securityEvent(ports, client, 'email_changed', visitor)),
  ]);
  // Sent twice, or somebody else has the address by now; either way the link is of no more use.
  if (!committed.ok) return err('used');
  await ports.queue.wake();
  return ok(null);
}
