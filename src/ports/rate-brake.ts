/** What strangers may ask for that costs us a look-up, a slow hash or a mail. Each is counted on its own. */
export type BrakedAct = 'sign_up' | 'log_in' | 'link' | 'reset';

/**
 * Stands before everything that asks the store or hashes. Approximate, and counted by each of the platform's locations
 * on its own (docs/abuse.md): a brake, while the exact counts are the store's.
 */
export interface RateBrake {
  /** Counts one request under both, and says for which of them it is too many; undefined: go on. */
  exceeded(
    act: BrakedAct,
    from: { readonly subscriber: string; readonly network: string },
  ): Promise<RateExcess | undefined>;
}

export type RateExcess = 'address' | 'network';
