import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameEmail } from '#core/enrolment/email.ts';
import { matchPanelUser, type PanelUser } from '#core/enrolment/match-panel-user.ts';

const CLIENT = { email: 'ann@example.com', number: 41 };

function panelUser(deviation: Partial<PanelUser> = {}): PanelUser {
  return { id: 7, email: 'ann@example.com', billingUserId: null, isAdmin: false, ...deviation };
}

/** What a search by substring may find, in all combinations that matter. */
const found = fc.array(
  fc.record({
    id: fc.integer({ min: 1, max: 9 }),
    email: fc.constantFrom('ann@example.com', 'ANN@example.com', 'joann@example.com', 'a@b.co'),
    billingUserId: fc.constantFrom(null, 0, 41, 42),
    isAdmin: fc.boolean(),
  }),
  { maxLength: 4 },
);

describe('matchPanelUser', () => {
  it('links the user with the address who is linked to nobody', () => {
    expect(matchPanelUser([panelUser()], CLIENT)).toEqual({ do: 'link', panelUserId: 7 });
  });

  it('keeps the user who is linked to this client already', () => {
    expect(matchPanelUser([panelUser({ billingUserId: 41 })], CLIENT)).toEqual({
      do: 'keep',
      panelUserId: 7,
    });
  });

  it('compares addresses without regard to case', () => {
    expect(matchPanelUser([panelUser({ email: 'Ann@Example.com' })], CLIENT)).toEqual({
      do: 'link',
      panelUserId: 7,
    });
  });

  it('creates a user where none was found', () => {
    expect(matchPanelUser([], CLIENT)).toEqual({ do: 'create' });
  });

  it.each(['joann@example.com', 'ann@example.com.au', 'ann+1@example.com'])(
    'creates a user where the search found only %s',
    (email) => {
      expect(matchPanelUser([panelUser({ email })], CLIENT)).toEqual({ do: 'create' });
    },
  );

  it('refuses an administrator, even one that is linked to this client', () => {
    const refused = { do: 'refuse', failure: 'panel_user_is_admin' };
    expect(matchPanelUser([panelUser({ isAdmin: true })], CLIENT)).toEqual(refused);
    expect(matchPanelUser([panelUser({ isAdmin: true, billingUserId: 41 })], CLIENT)).toEqual(
      refused,
    );
  });

  it.each([42, 0, -41])('refuses the user of client %i', (billingUserId) => {
    expect(matchPanelUser([panelUser({ billingUserId })], CLIENT)).toEqual({
      do: 'refuse',
      failure: 'panel_user_of_another_client',
    });
  });

  it('refuses two users with the same address, whoever they are', () => {
    const twice = [panelUser({ billingUserId: 41 }), panelUser({ id: 8 })];
    expect(matchPanelUser(twice, CLIENT)).toEqual({
      do: 'refuse',
      failure: 'panel_users_ambiguous',
    });
  });

  it('never adopts an administrator, another client or another address', () => {
    fc.assert(
      fc.property(found, (users) => {
        const match = matchPanelUser(users, CLIENT);
        if (match.do !== 'link' && match.do !== 'keep') return;
        const adopted = users.filter(
          ({ id, email }) => id === match.panelUserId && sameEmail(email, CLIENT.email),
        );
        expect(adopted).toHaveLength(1);
        expect(adopted[0]?.isAdmin).toBe(false);
        expect(adopted[0]?.billingUserId).toBe(match.do === 'keep' ? CLIENT.number : null);
      }),
    );
  });

  it('creates exactly where nobody has the address', () => {
    fc.assert(
      fc.property(found, (users) => {
        const known = users.some(({ email }) => sameEmail(email, CLIENT.email));
        expect(matchPanelUser(users, CLIENT).do === 'create').toBe(!known);
      }),
    );
  });
});
