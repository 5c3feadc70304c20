import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changedSince,
  type ImportFacts,
  matchByPanel,
  matchImport,
  type OldPerson,
} from '#core/moving/match-import.ts';
import { currency } from '../support/fixtures.ts';

const ANN = 'cli_00000000000000000000000001';
const NOBODY = { byPanelUser: null, byEmail: null, byLink: null, byNumber: null };
const person: OldPerson = {
  id: '42',
  email: 'Ann@Old.test',
  name: 'Ann Old',
  company: 'Ltd',
  currency: 'USD',
  active: true,
};
const facts = (deviation: Partial<ImportFacts> = {}): ImportFacts => ({
  user: { id: 7, email: 'ann@old.test ', billingUserId: 42, isAdmin: false },
  sameId: 1,
  there: person,
  here: NOBODY,
  currencies: [currency('USD'), currency('EUR')],
  ...deviation,
});
const user = (deviation: Partial<ImportFacts['user']>) => ({
  user: { ...facts().user, ...deviation },
});
const there = (deviation: Partial<OldPerson>) => ({ there: { ...person, ...deviation } });

describe('matchImport', () => {
  it('makes a client of who is the same on both sides', () => {
    expect(matchImport(facts())).toEqual({
      outcome: 'import',
      person: {
        panelUserId: 7,
        billingUserId: 42,
        email: 'ann@old.test',
        name: 'Ann Old',
        company: 'Ltd',
        currency: 'USD',
      },
    });
  });

  it('bills in our first currency where the system has none per client, and knows the address for a name', () => {
    const match = matchImport(facts(there({ currency: '', name: '' })));
    expect(match).toMatchObject({ person: { currency: 'USD', name: 'ann@old.test' } });
  });

  it.each([
    ['administrator', user({ isAdmin: true })],
    ['not_linked', user({ billingUserId: null })],
    ['link_not_a_number', user({ billingUserId: -1 })],
    ['link_not_a_number', user({ billingUserId: 0 })],
    ['several_with_one_id', { sameId: 2 }],
    ['address_malformed', user({ email: '' })],
    ['address_malformed', user({ email: 'ann at old' })],
    ['no_such_client', { there: null }],
    ['unreadable_there', { there: 'unreadable' }],
    ['closed_there', there({ active: false })],
    ['address_differs', there({ email: 'ann@new.test' })],
    ['currency_not_sold', there({ currency: 'GBP' })],
    ['currency_not_sold', there({ currency: '??' })],
    ['address_taken_here', { here: { ...NOBODY, byEmail: ANN } }],
    ['linked_to_another_here', { here: { ...NOBODY, byLink: ANN } }],
    ['number_taken_here', { here: { ...NOBODY, byNumber: ANN } }],
  ] as const)('leaves alone: %s', (reason, deviation) => {
    expect(matchImport(facts(deviation))).toEqual({ outcome: 'left_alone', reason });
  });

  it('knows who is here before anything else', () => {
    const here = { ...NOBODY, byPanelUser: ANN, byEmail: ANN } as const;
    expect(matchImport(facts({ here, sameId: 3, there: null }))).toEqual({
      outcome: 'already_here',
      clientId: ANN,
    });
  });

  it('never imports an administrator, a shared id, a closed client or two addresses, whatever else holds', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        fc.constantFrom('ann@old.test', 'other@old.test'),
        fc.constantFrom(null, 42, -1),
        fc.constantFrom('USD', 'EUR', 'GBP', ''),
        (isAdmin, sameId, active, email, billingUserId, code) => {
          const given = facts({
            user: { id: 7, email: 'ann@old.test', billingUserId, isAdmin },
            sameId,
            ...there({ active, email, currency: code }),
          });
          const mayImport =
            !isAdmin &&
            sameId === 1 &&
            active &&
            email === 'ann@old.test' &&
            billingUserId === 42 &&
            code !== 'GBP';
          expect(matchImport(given).outcome === 'import').toBe(mayImport);
          // What the panel alone decides is never decided otherwise by what is there.
          const byPanel = matchByPanel(given);
          if (byPanel) expect(matchImport(given)).toEqual(byPanel);
        },
      ),
    );
  });
});

describe('changedSince', () => {
  const match = matchImport(facts());
  if (match.outcome !== 'import') throw new Error('the fixture is importable');
  const planned = match.person;

  it.each([
    [undefined, person],
    [undefined, { ...person, name: 'Ann New' }],
    ['no_such_client', null],
    ['unreadable_there', 'unreadable'],
    ['closed_there', { ...person, active: false }],
    ['address_differs', { ...person, email: 'x@old.test' }],
    ['changed_since_plan', { ...person, currency: 'EUR' }],
  ] as const)('says %s', (reason, now) => {
    expect(changedSince(planned, now)).toBe(reason);
  });
});
