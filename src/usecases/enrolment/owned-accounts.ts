import { err, ok, type Result } from '#core/result.ts';
import type { OwnedBillingClient } from '#ports/billing-system.ts';
import type { Ports } from '#ports/ports.ts';
import { stopDeliveries, stopsDeliveries } from '#usecases/delivery/stop-deliveries.ts';

/** The billing accounts of the person with this address; none where the billing system knows no such thing. */
export async function ownedAccounts(
  ports: Pick<Ports, 'store' | 'billing' | 'clock' | 'log'>,
  email: string,
): Promise<Result<readonly OwnedBillingClient[], 'billing_unavailable'>> {
  const { store, billing, log } = ports;
  if (!billing.ownedClients) return ok([]);
  // A refused key must not be shown more often than needed.
  if (await store.deliveries.stop(billing.capabilities.name)) return err('billing_unavailable');
  const found = await billing.ownedClients(email);
  if (found.ok) return found;
  const { code, detail } = found.error;
  if (stopsDeliveries(found.error)) await stopDeliveries(ports, found.error);
  else log.warn('owned_accounts_failed', { code, detail });
  return err('billing_unavailable');
}
