import type { BillingMonth } from '#core/month.ts';

/** The first month that is ours of a client who was imported; empty while the add-on bills them. */
export type BilledFrom = BillingMonth | '';

/**
 * Whether a month of a client is ours to bill. Undefined `billedFrom`: the client began here, and all months are. Of any
 * other client every month belongs to exactly one of the two: to the add-on before `billedFrom`, to us from it on.
 */
export function billedByUs(billedFrom: BilledFrom | undefined, month: BillingMonth): boolean {
  if (billedFrom === undefined) return true;
  return billedFrom !== '' && month >= billedFrom;
}
