// When an account that its owner wants closed can be closed: once nothing is left to bill. The panel account stays
// until then, so that servers can be deleted, and the billing run goes on seeing the client.
import type { Usage } from '#core/usage/usage.ts';

/** What still stands in the way; stable codes. */
export type ClosingWait =
  /** Somebody is making the panel account right now. */
  | 'provisioning'
  /** A past month is not invoiced. */
  | 'month_not_billed'
  /** Something ran in the running month, which is invoiced when it is over. */
  | 'usage_this_month'
  /** The panel cannot say, or cannot lock the panel account. */
  | 'panel_unavailable';

export interface ClosingFacts {
  readonly unsettledMonths: number;
  /** Of the running month so far; undefined without a panel account. */
  readonly usage: Usage | undefined;
}

/** The first thing that is in the way, or nothing. */
export function closingWait({ unsettledMonths, usage }: ClosingFacts): ClosingWait | undefined {
  if (unsettledMonths > 0) return 'month_not_billed';
  if (usage?.kind === 'measured') return 'usage_this_month';
  if (usage?.kind === 'unavailable') return 'panel_unavailable';
  return undefined;
}

/** Unique, and nobody's: no mail goes to a name under `invalid` (RFC 2606). */
export function pseudonymEmail(client: { readonly number: number }): string {
  return `client-${client.number}@closed.invalid`;
}
