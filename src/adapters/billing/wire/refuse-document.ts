import type { BillingFailure, DeliveredDocument } from '#ports/billing-system.ts';
import { billingFailure } from './failure.ts';

export interface DocumentLimits {
  readonly negativeLines: boolean;
}

/** Why a document cannot be put there at all; asked before the first write. */
export function refuseDocument(
  { lines }: DeliveredDocument,
  { negativeLines }: DocumentLimits,
): BillingFailure | undefined {
  const refuse = (why: string) => billingFailure('write', 'billing_unsupported', why);
  if (lines.length === 0) return refuse('a document without lines');
  if (negativeLines || lines.every(({ amountMinor }) => amountMinor >= 0)) return undefined;
  return refuse('a line below zero, which the settings do not allow there');
}
