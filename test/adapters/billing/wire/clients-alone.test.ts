import { describe, expect, it } from 'vitest';
import { err, ok } from '#core/result.ts';
import type { BillingFailure, BillingSystem } from '#ports/billing-system.ts';
import { clientsAlone } from '../../../../src/adapters/billing/wire/clients-alone.ts';

const client = { id: '5', email: 'ann@old.test', currency: 'EUR', active: true };
const failure: BillingFailure = { disposition: 'unavailable', code: 'billing_slow', detail: '' };

function systemThat(readClient: BillingSystem['readClient']) {
  const capabilities = { name: 'blesta' } as BillingSystem['capabilities'];
  return clientsAlone({ capabilities, readClient } as BillingSystem);
}

describe('clientsAlone', () => {
  it('reads who somebody is, but for the name, and knows no invoices', async () => {
    const old = systemThat(async () => ok(client));
    expect(await old.readPerson('5')).toEqual(ok({ ...client, name: '', company: '' }));
    expect([old.system, old.readMonth]).toEqual(['blesta', undefined]);
  });

  it('passes on that nobody is there, and what went wrong', async () => {
    expect(await systemThat(async () => ok(null)).readPerson('5')).toEqual(ok(null));
    expect(await systemThat(async () => err(failure)).readPerson('5')).toEqual(err(failure));
  });
});
