import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure, BillingProbe } from '#ports/billing-system.ts';
import type { Ports } from '#ports/ports.ts';

type ResumePorts = Pick<Ports, 'store' | 'clock' | 'billing' | 'queue' | 'log'>;

/**
 * Asks the billing system whether it lets us in and has what we need; if it does, a stop is lifted and what waited goes
 * on. `actor` is `automation`, or `admin:KID`.
 */
export async function resumeDeliveries(
  { store, clock, billing, queue, log }: ResumePorts,
  actor: string,
): Promise<Result<BillingProbe & { readonly resumed: boolean }, BillingFailure>> {
  const system = billing.capabilities.name;
  const stop = await store.deliveries.stop(system);
  const probed = await billing.probe();
  if (!probed.ok) return err(probed.error);
  if (!stop) return ok({ ...probed.value, resumed: false });
  const atMs = clock.nowMs();
  const audit = { atMs, actor, action: 'billing_resumed', subjectId: system };
  await store.commit([
    { type: 'billing_resumed', system },
    {
      type: 'event_published',
      event: { type: 'delivery.resumed', data: { system } },
      atMs,
    },
    {
      type: 'audit',
      event: { ...audit, detail: { before: { stopped: stop.code }, after: { stopped: '' } } },
    },
  ]);
  log.info('billing_resumed', { system });
  await queue.wake();
  return ok({ ...probed.value, resumed: true });
}
