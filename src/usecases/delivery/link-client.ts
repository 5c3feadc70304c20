import { err, ok, type Result } from '#core/result.ts';
import type { BillingClient, BillingCode, BillingFailure } from '#ports/billing-system.ts';
import type { Client } from '#ports/store.ts';
import type { DeliveryPorts } from '#usecases/delivery/delivery-ports.ts';
import { newToken } from '#usecases/tokens.ts';

/** `intend` notes that a write is about to begin; false when somebody else has taken over, or deliveries are stopped. */
export type Intend = () => Promise<boolean>;

/** Refusals of this one client: whoever has the address now is the client. */
const MAY_BE_TAKEN: ReadonlySet<BillingCode> = new Set(['billing_conflict', 'billing_rejected']);

export type LinkRefusal = BillingFailure | 'overtaken';

/**
 * Who the client is over there: the one that we know, the one with this address, or a new one. Taking over somebody who
 * is there already is safe, because every client here has proved the address by opening the link sent to it.
 */
export async function linkClient(
  ports: DeliveryPorts,
  client: Client,
  knownId: string | undefined,
  intend: Intend,
): Promise<Result<BillingClient, LinkRefusal>> {
  const { billing } = ports;
  if (knownId !== undefined) {
    const known = await billing.readClient(knownId);
    if (!known.ok) return known;
    return known.value ? ok(known.value) : err(missing('The client is gone over there.'));
  }
  const found = await billing.findClient(client.email);
  if (!found.ok) return found;
  const there = found.value ? ok(found.value) : await create(ports, client, intend);
  if (!there.ok) return there;
  const linked = await remember(ports, client, there.value);
  return linked ? there : err(taken());
}

async function create(
  ports: DeliveryPorts,
  client: Client,
  intend: Intend,
): Promise<Result<BillingClient, LinkRefusal>> {
  const { billing } = ports;
  if (!(await intend())) return err('overtaken');
  const { email, name, company, currency } = client;
  const password = newToken(ports);
  const created = await billing.createClient({ email, name, company, currency, password });
  if (created.ok || !MAY_BE_TAKEN.has(created.error.code)) return created;
  // Somebody else was faster, perhaps another document of the same client; not all systems say so in words that we know.
  const found = await billing.findClient(email);
  if (!found.ok) return found;
  return found.value ? ok(found.value) : created;
}

/** False if that one of theirs belongs to somebody else here. */
async function remember(
  { store, clock, billing }: DeliveryPorts,
  client: Client,
  { id }: BillingClient,
): Promise<boolean> {
  const system = billing.capabilities.name;
  const link = { clientId: client.id, system, billingClientId: id, atMs: clock.nowMs() };
  const committed = await store.commit([
    { type: 'client_linked', ...link },
    {
      type: 'audit',
      event: {
        atMs: link.atMs,
        actor: 'delivery',
        action: 'client_linked',
        subjectId: client.id,
        detail: { system, before: { billingClientId: '' }, after: { billingClientId: id } },
      },
    },
  ]);
  if (committed.ok) return true;
  return (await store.deliveries.billingClientId(client.id, system)) === id;
}

function missing(detail: string): BillingFailure {
  return { disposition: 'rejected', code: 'billing_client_missing', detail };
}

function taken(): BillingFailure {
  const detail = 'The client with this address over there is linked to another client here.';
  return { disposition: 'rejected', code: 'billing_conflict', detail };
}
