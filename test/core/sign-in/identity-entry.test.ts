import { describe, expect, it } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import { identityEntry, isAddressProved } from '#core/sign-in/identity-entry.ts';

const EMAIL = 'ann@example.com';
const VERIFIED = [{ email: EMAIL, emailVerified: true }];
const ONE = 'cli_1' as ClientId;
const OTHER = 'cli_2' as ClientId;

describe('isAddressProved', () => {
  const word = { email: EMAIL, emailVerified: undefined, accounts: VERIFIED };

  it('believes the provider’s yes, and its no, whatever the accounts say', () => {
    for (const proof of ['claim', 'client'] as const) {
      expect(isAddressProved({ ...word, emailVerified: true, accounts: [] }, proof)).toBe(true);
      expect(isAddressProved({ ...word, emailVerified: false }, proof)).toBe(false);
    }
  });

  it('takes an account of the very same address for it only where that was chosen', () => {
    expect(isAddressProved(word, 'client')).toBe(true);
    expect(isAddressProved(word, 'claim')).toBe(false);
    const another = [{ email: 'other@example.com', emailVerified: true }];
    expect(isAddressProved({ ...word, accounts: another }, 'client')).toBe(false);
    const silent = [{ email: EMAIL, emailVerified: undefined }];
    expect(isAddressProved({ ...word, accounts: silent }, 'client')).toBe(false);
  });

  it('has an operator who vouches, but not for no address', () => {
    expect(isAddressProved({ ...word, emailVerified: false }, 'assumed')).toBe(true);
    expect(isAddressProved({ ...word, email: '', emailVerified: true }, 'assumed')).toBe(false);
  });
});

describe('identityEntry', () => {
  const stranger = { email: EMAIL, isProved: true, known: undefined, sameAddress: undefined };

  it('lets in whoever is known, whatever became of the address', () => {
    const facts = { ...stranger, email: '', isProved: false, known: ONE, sameAddress: OTHER };
    expect(identityEntry(facts)).toEqual({ do: 'enter', clientId: ONE });
  });

  it('joins an account of the same address only by proof', () => {
    expect(identityEntry({ ...stranger, sameAddress: ONE })).toEqual({ do: 'join', clientId: ONE });
    const unproved = { ...stranger, isProved: false, sameAddress: ONE };
    expect(identityEntry(unproved)).toEqual({ do: 'log_in_first' });
  });

  it('enrols a stranger only by proof, and nobody without an address', () => {
    expect(identityEntry(stranger)).toEqual({ do: 'enrol' });
    const refusals: [object, string][] = [
      [{ isProved: false }, 'address_not_proved'],
      [{ email: '' }, 'address_missing'],
    ];
    for (const [facts, reason] of refusals) {
      expect(identityEntry({ ...stranger, ...facts })).toEqual({ do: 'refuse', reason });
    }
  });
});
