import { type ClosingWait, closingWait, pseudonymEmail } from '#core/account/closing.ts';
import { type BillingMonth, monthAfter, monthAt, monthRange } from '#core/month.ts';
import type { Usage } from '#core/usage/usage.ts';
import type { Closing } from '#ports/account-reads.ts';
import type { Ports } from '#ports/ports.ts';
import { closingLetter } from '#usecases/leaving/closing-letter.ts';

export type ClosePorts = Pick<
  Ports,
  'store' | 'clock' | 'settings' | 'secrets' | 'random' | 'panel' | 'usage' | 'queue'
>;

/**
 * Closes an account whose owner asked for it, if nothing is left to bill; otherwise says what is in the way. Repeating it
 * does nothing twice. The panel account is locked before the last look at its usage: a locked one can make no server
 * (docs/panel.md), so nothing can begin to cost between that look and the end.
 */
export async function closeAccount(
  ports: ClosePorts,
  closing: Closing,
): Promise<'closed' | ClosingWait> {
  const { store, clock, panel } = ports;
  const { client } = closing;
  const wait = await whatIsInTheWay(ports, closing);
  if (wait) return wait;
  if (client.panelUserId !== null) {
    const locked = await panel.lockUser(client.panelUserId);
    if (!locked.ok) return 'panel_unavailable';
    const since = await whatIsInTheWay(ports, closing);
    if (since) return since;
  }
  const atMs = clock.nowMs();
  const committed = await store.commit([
    // Before the address goes: the letter is written to it.
    await closingLetter(ports, client, 'closed'),
    { type: 'client_closed', clientId: client.id, pseudonymEmail: pseudonymEmail(client), atMs },
    {
      type: 'event_published',
      event: {
        type: 'client.closed',
        data: { clientId: client.id, clientNumber: client.number },
      },
      atMs,
    },
    {
      type: 'audit',
      event: { atMs, actor: 'system', action: 'account_closed', subjectId: client.id },
    },
  ]);
  if (!committed.ok) return 'provisioning';
  await ports.queue.wake();
  return 'closed';
}

async function whatIsInTheWay(
  ports: ClosePorts,
  { client, enrolledAtMs }: Closing,
): Promise<ClosingWait | undefined> {
  const { panelUserId } = client;
  if (panelUserId === null || enrolledAtMs === null) {
    return undefined;
  }
  const months = pastMonths(ports, enrolledAtMs);
  const unsettled = await ports.store.account.unsettledMonths(client.id, months);
  const usage = unsettled > 0 ? undefined : await usageThisMonth(ports, panelUserId);
  return closingWait({ unsettledMonths: unsettled, usage });
}

function usageThisMonth(
  { usage, clock, settings }: ClosePorts,
  panelUserId: number,
): Promise<Usage> {
  const nowMs = clock.nowMs();
  const month = monthRange(monthAt(nowMs, settings.timeZone), settings.timeZone);
  return usage.read(panelUserId, month);
}

/** Every month that is over and that the client was enrolled in, oldest first. */
function pastMonths({ clock, settings }: ClosePorts, enrolledAtMs: number): BillingMonth[] {
  const running = monthAt(clock.nowMs(), settings.timeZone);
  const months: BillingMonth[] = [];
  let month = monthAt(enrolledAtMs, settings.timeZone);
  for (; month < running; month = monthAfter(month)) months.push(month);
  return months;
}
