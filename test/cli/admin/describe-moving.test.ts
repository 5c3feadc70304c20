import { describe, expect, it } from 'vitest';
import {
  clientsToImport,
  describeCutOver,
  describeImport,
  describeItems,
  describeMoved,
  describeShadow,
  importedClients,
} from '../../../cli/admin/describe-moving.ts';
import type { ImportJson } from '../../../cli/admin/moving.ts';

const one: ImportJson = {
  importId: 'imp_1',
  state: 'planned',
  system: 'whmcs',
  manifest: 'abc',
  pages: { read: 2, of: 2 },
  counts: [
    { outcome: 'import', reason: null, why: null, count: 5, imported: 2 },
    { outcome: 'already_here', reason: null, why: null, count: 3, imported: 0 },
    {
      outcome: 'left_alone',
      reason: 'address_differs',
      why: 'Make them the same.',
      count: 1,
      imported: 0,
    },
  ],
  toInvite: 0,
};

describe('describeImport', () => {
  it('says how many of each, why, and what is approved', () => {
    const text = describeImport(one);
    expect(text).toMatch(/to import +5/);
    expect(text).toMatch(/already here +3 +Nothing is done\./);
    expect(text).toMatch(/left alone: address_differs +1 +Make them the same\./);
    expect(text).toContain('Manifest abc');
    expect([clientsToImport(one), importedClients(one)]).toEqual([5, 2]);
  });
});

describe('describeItems', () => {
  it('has a row for each panel user', () => {
    const item = { panelUserId: 7, email: 'ann@old.test', billingUserId: null, why: null };
    const left = { ...item, outcome: 'left_alone', reason: 'not_linked', clientId: null };
    expect(describeItems([left])).toMatch(/7 +ann@old\.test +left alone: not_linked/);
  });
});

describe('describeShadow', () => {
  const shadow = {
    runId: 'run_1',
    month: '2026-09',
    state: 'planned',
    failure: null,
    toleranceMinor: 1,
    progress: { clients: 2, compared: 2 },
    sums: [
      {
        verdict: 'only_here',
        currency: 'JPY',
        clients: 2,
        hereMinor: 150,
        thereMinor: 0,
        differenceMinor: 150,
      },
    ],
  };

  it('has the totals in the digits of the currency', () => {
    expect(describeShadow(shadow)).toMatch(/only here +2 +JPY +0 +150 +150/);
  });

  it('says that there is nobody to compare', () => {
    expect(describeShadow({ ...shadow, sums: [] })).toContain('nothing to compare');
  });
});

describe('describeMoved', () => {
  it('says who bills each, and what is missing', () => {
    const client = {
      clientId: 'cli_1',
      clientEmail: 'ann@old.test',
      state: 'enrolled',
      billingUserId: 4,
      billedFrom: null,
      invitedAt: null,
      termsAccepted: false,
    };
    const text = describeMoved([client, { ...client, billedFrom: '2026-10' }]);
    expect(text).toMatch(/the add-on bills +not yet +no/);
    expect(text).toMatch(/2026-10 +not yet/);
  });
});

describe('describeCutOver', () => {
  it('counts who changed, and names the others with the reason', () => {
    const text = describeCutOver({
      clients: [
        { clientId: 'cli_1', outcome: 'changed' },
        { clientId: 'cli_2', outcome: 'billed_here' },
      ],
    });
    expect(text).toContain('1 of 2 clients changed.');
    expect(text).toMatch(/cli_2 +A month that was ours is billed/);
    expect(describeCutOver({ clients: [{ clientId: 'cli_1', outcome: 'changed' }] })).toBe(
      '1 of 1 clients changed.',
    );
  });
});
