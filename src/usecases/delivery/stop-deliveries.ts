import type { BillingCode, BillingFailure } from '#ports/billing-system.ts';
import type { DeliveryPorts } from '#usecases/delivery/delivery-ports.ts';

/** Trying on would fail for every document alike, and repeated failures can get our address banned. */
const STOPPING: ReadonlySet<BillingCode> = new Set([
  'billing_refused_key',
  'billing_not_permitted',
  'billing_address_blocked',
]);

/** Whether the system refuses us rather than this one document. */
export function stopsDeliveries({ code }: BillingFailure): boolean {
  return STOPPING.has(code);
}

/** Nothing is delivered or asked of the system any more, until a probe succeeds or an operator says so. */
export async function stopDeliveries(
  { store, clock, log, billing }: Pick<DeliveryPorts, 'store' | 'clock' | 'log' | 'billing'>,
  { code, detail }: BillingFailure,
): Promise<void> {
  const system = billing.capabilities.name;
  const atMs = clock.nowMs();
  log.error('billing_stopped', { system, code, detail });
  const audit = { atMs, actor: 'delivery', action: 'billing_stopped', subjectId: system };
  await store.commit([
    { type: 'billing_stopped', system, code, detail, atMs },
    { type: 'audit', event: { ...audit, detail: { code, detail } } },
  ]);
}
