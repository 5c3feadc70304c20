import { err, ok } from '#core/result.ts';
import type { BillingFailure, BillingSystem, DeliveryJournal } from '#ports/billing-system.ts';

/**
 * Invoices live in our own store: once issued they are where they belong, and clients see them on their dashboard. Nobody
 * has to be made there and nothing is paid through it; an operator records payments.
 */
export function createBuiltinBilling(): BillingSystem {
  const delivered: DeliveryJournal = { phase: 'done', documentId: '', lines: {} };
  return {
    capabilities: {
      name: 'builtin',
      external: false,
      currencyPerDocument: true,
      negativeLines: true,
      signIn: 'none',
    },
    probe: async () => ok({ version: '', problems: [] }),
    findClient: async () => ok(null),
    readClient: async () => ok(null),
    createClient: async () => err(unsupported('Clients are in our own store.')),
    look: async () => ok(delivered),
    advance: async () => ok(delivered),
    read: async () => ok(null),
    cancel: async () =>
      err(unsupported('A wrong month is corrected by a supplement or credit note.')),
    payLink: async () => err(unsupported('The provider takes payment outside of this service.')),
    readSignal: async () => undefined,
  };
}

function unsupported(detail: string): BillingFailure {
  return { disposition: 'rejected', code: 'billing_unsupported', detail };
}
