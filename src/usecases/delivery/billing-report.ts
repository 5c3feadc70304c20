import type { BillingCapabilities } from '#ports/billing-system.ts';
import type { BillingStop, DeliveryProblem } from '#ports/delivery-reads.ts';
import type { Ports } from '#ports/ports.ts';

const PROBLEMS_SHOWN = 200;

export interface BillingReport {
  readonly system: BillingCapabilities['name'];
  readonly stop: BillingStop | undefined;
  readonly counts: Readonly<Record<string, number>>;
  /** The newest 200. */
  readonly problems: readonly DeliveryProblem[];
}

/** How deliveries and payments stand, for operators. Asks nobody but our own books. */
export async function billingReport({
  store,
  billing,
}: Pick<Ports, 'store' | 'billing'>): Promise<BillingReport> {
  const system = billing.capabilities.name;
  const [stop, counts, problems] = await Promise.all([
    store.deliveries.stop(system),
    store.deliveries.counts(system),
    store.deliveries.problems(system, PROBLEMS_SHOWN),
  ]);
  return { system, stop, counts, problems };
}
