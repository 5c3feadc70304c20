// What becomes of somebody whom another system has recognised.
import type { ClientId } from '#core/ids.ts';

/**
 * What proves that the address is theirs. `claim`: the provider says so. `client`: or their billing account with the very
 * same address is marked as verified, where the provider says nothing. `assumed`: the operator vouches that nobody gets an
 * account there with an address that is not theirs.
 */
export type AddressProof = 'claim' | 'client' | 'assumed';

export interface AddressWord {
  readonly email: string;
  /** The provider's word; undefined where it says nothing. */
  readonly emailVerified: boolean | undefined;
  /** Of the billing accounts that the person owns. */
  readonly accounts: readonly {
    readonly email: string;
    readonly emailVerified?: boolean | undefined;
  }[];
}

/** A "no" of the provider is final but for an operator who vouches: silence is not. */
export function isAddressProved(word: AddressWord, proof: AddressProof): boolean {
  if (word.email === '') return false;
  if (proof === 'assumed') return true;
  if (word.emailVerified !== undefined) return word.emailVerified;
  if (proof === 'claim') return false;
  return word.accounts.some(
    ({ email, emailVerified }) => emailVerified === true && email === word.email,
  );
}

export type IdentityEntry =
  | { readonly do: 'enter'; readonly clientId: ClientId }
  /** The same person on both sides: the identity is kept with the account. */
  | { readonly do: 'join'; readonly clientId: ClientId }
  /** Perhaps the same person: whoever owns the account here says so by logging in. */
  | { readonly do: 'log_in_first' }
  | { readonly do: 'enrol' }
  | { readonly do: 'refuse'; readonly reason: 'address_missing' | 'address_not_proved' };

/**
 * `known`: the client whose identity it is. `sameAddress`: the client with the address; that one proved it here by opening a
 * link, or by an identity whose address was proved.
 */
export function identityEntry(facts: {
  readonly email: string;
  readonly isProved: boolean;
  readonly known: ClientId | undefined;
  readonly sameAddress: ClientId | undefined;
}): IdentityEntry {
  const { email, isProved, known, sameAddress } = facts;
  if (known) return { do: 'enter', clientId: known };
  if (email === '') return { do: 'refuse', reason: 'address_missing' };
  if (sameAddress) return isProved ? { do: 'join', clientId: sameAddress } : { do: 'log_in_first' };
  return isProved ? { do: 'enrol' } : { do: 'refuse', reason: 'address_not_proved' };
}
