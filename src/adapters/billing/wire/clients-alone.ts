import { ok } from '#core/result.ts';
import type { BillingSystem } from '#ports/billing-system.ts';
import type { OldBilling } from '#ports/old-billing.ts';

/**
 * What any billing system tells of a client, for an import. Their name is not part of it, and nobody knows how an
 * add-on's invoices look there.
 */
export function clientsAlone({ capabilities, readClient }: BillingSystem): OldBilling {
  return {
    system: capabilities.name,
    async readPerson(id) {
      const read = await readClient(id);
      return read.ok ? ok(read.value && { ...read.value, name: '', company: '' }) : read;
    },
    readMonth: undefined,
  };
}
