// What a failed call to a billing system means for the caller, in one place.

import type { BillingCode, BillingFailure } from '#ports/billing-system.ts';
import type { PortFailure } from '#ports/failure.ts';

/** What a call does over there, whatever its HTTP method: several vendors post everything. */
export type CallKind = 'read' | 'write';

/**
 * `unclear`: nothing tells whether a write was done, because a lost reply, a 5xx of a proxy and a page of HTML look the
 * same whether the work behind them was done or not. Reading changes nothing and may be tried again.
 */
const MEANINGS: Readonly<Record<BillingCode, 'refused' | 'not_now' | 'unclear'>> = {
  billing_unreachable: 'unclear',
  billing_slow: 'unclear',
  billing_error: 'unclear',
  billing_answer_malformed: 'unclear',
  billing_wrong_address: 'unclear',
  billing_rate_limited: 'not_now',
  billing_refused_key: 'refused',
  billing_not_permitted: 'refused',
  billing_address_blocked: 'refused',
  billing_rejected: 'refused',
  billing_conflict: 'refused',
  billing_ambiguous: 'refused',
  billing_changed: 'refused',
  billing_client_missing: 'refused',
  billing_currency_differs: 'refused',
  billing_document_missing: 'refused',
  billing_unsupported: 'refused',
};

const MAX_DETAIL_CHARACTERS = 300;

export function billingFailure(kind: CallKind, code: BillingCode, detail: string): BillingFailure {
  const text = detail.replace(/\s+/g, ' ').trim().slice(0, MAX_DETAIL_CHARACTERS);
  return { disposition: dispositionOf(kind, code), code, detail: text };
}

/**
 * The reading behind a write, which proves it, did not succeed: the write was done, so the whole of it is settled by
 * looking and not by trying again.
 */
export function afterWrite(failure: BillingFailure): BillingFailure {
  return failure.disposition === 'unavailable' ? { ...failure, disposition: 'unknown' } : failure;
}

function dispositionOf(kind: CallKind, code: BillingCode): PortFailure['disposition'] {
  const meaning = MEANINGS[code];
  if (meaning === 'refused') return 'rejected';
  return meaning === 'unclear' && kind === 'write' ? 'unknown' : 'unavailable';
}
