import type { ImportRefusal } from '#core/moving/import-state.ts';
import type { BillingFailure } from '#ports/billing-system.ts';
import type { VirtualizationFailure } from '#ports/virtualization.ts';

/** Why a step could not be made. Nothing of it is stored; the next try begins where it stood. */
export type MovingFailure =
  | ImportRefusal
  /** There is no other billing system that somebody could come from. */
  | { readonly reason: 'nobody_to_import_from' }
  /** Nobody has said how the add-on's invoices look in this billing system. */
  | { readonly reason: 'old_invoices_unknown' }
  | { readonly reason: 'panel_failed'; readonly failure: VirtualizationFailure }
  /** Users came or went while the list was read; it is read again from its beginning. */
  | { readonly reason: 'panel_list_changed' }
  | { readonly reason: 'billing_failed'; readonly failure: BillingFailure }
  /** The billing system refuses us; it is left alone until a probe succeeds. */
  | { readonly reason: 'billing_is_stopped' }
  /** Another step of the same was faster. */
  | { readonly reason: 'overtaken' };
