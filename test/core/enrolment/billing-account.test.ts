import { describe, expect, it } from 'vitest';
import { chooseAccount } from '#core/enrolment/billing-account.ts';
import type { CurrencyCode } from '#core/money.ts';

const USD = 'USD' as CurrencyCode; // in the table of the money library
const EUR = 'EUR' as CurrencyCode; // in the table of the money library
const ONE = { id: '1', currency: 'EUR' };
const TWO = { id: '2', currency: 'USD' };

describe('chooseAccount', () => {
  it('takes the only account, in its own currency', () => {
    const value = { id: '1', currency: EUR };
    expect(chooseAccount([ONE], undefined, USD, [USD, EUR])).toEqual({ ok: true, value });
  });

  it('takes the chosen one of several, and none unless one was chosen', () => {
    const value = { id: '2', currency: USD };
    expect(chooseAccount([ONE, TWO], '2', EUR, [USD, EUR])).toEqual({ ok: true, value });
    expect(chooseAccount([ONE, TWO], undefined, EUR, [USD, EUR])).toEqual({
      ok: false,
      error: 'account_not_chosen',
    });
  });

  it.each([[[]], [[ONE]], [[ONE, TWO]]])('takes nobody else’s, owning %j', (owned) => {
    const error = 'account_not_yours';
    expect(chooseAccount(owned, '3', USD, [USD, EUR])).toEqual({ ok: false, error });
  });

  it('asks for the currency only where there is no account, or it has none', () => {
    const none = { id: undefined, currency: USD };
    expect(chooseAccount([], undefined, USD, [USD])).toEqual({ ok: true, value: none });
    const free = { id: '1', currency: USD };
    expect(chooseAccount([{ ...ONE, currency: '' }], undefined, USD, [USD])).toEqual({
      ok: true,
      value: free,
    });
    expect(chooseAccount([ONE], undefined, USD, [USD])).toEqual({
      ok: false,
      error: 'currency_not_offered',
    });
  });
});
