import type { PaymentState } from '#core/delivery/payment.ts';
import type { ClientId, InvoiceId } from '#core/ids.ts';
import type { DeliveryJournal } from '#ports/billing-system.ts';

export type DeliveryChange =
  /** Guarded: nobody overtook `version`. */
  | {
      readonly type: 'delivery_noted';
      readonly delivery: DeliveryKey;
      readonly journal: DeliveryJournal;
      /** 0: what is there is certain. Otherwise a write may have happened since then. */
      readonly inDoubtSinceMs: number;
      /**
       * Before a write: also guarded by deliveries to the system not being stopped, and by no other document of the
       * client being in doubt there.
       */
      readonly beginsWrite: boolean;
      readonly problem: string;
      readonly problemDetail: string;
      readonly atMs: number;
    }
  /** Guarded: nobody overtook `version`. It is there, as we wanted it. */
  | {
      readonly type: 'delivery_done';
      readonly delivery: DeliveryKey;
      readonly journal: DeliveryJournal;
      /** When its payment is first read; null where nobody knows of payments. */
      readonly nextLookMs: number | null;
      readonly atMs: number;
    }
  /** Guarded: there is no write in doubt, and it is not done. From the beginning, in this system; its task becomes due. */
  | {
      readonly type: 'delivery_restarted';
      readonly invoiceId: InvoiceId;
      readonly system: string;
      readonly atMs: number;
    }
  /** Guarded: the client is not linked, and nobody else is linked to that one of theirs. */
  | {
      readonly type: 'client_linked';
      readonly clientId: ClientId;
      readonly system: string;
      readonly billingClientId: string;
      readonly atMs: number;
    }
  /** An operator's word that theirs is gone or was the wrong one. */
  | { readonly type: 'client_unlinked'; readonly clientId: ClientId; readonly system: string }
  /** The first reason stays. */
  | {
      readonly type: 'billing_stopped';
      readonly system: string;
      readonly code: string;
      readonly detail: string;
      readonly atMs: number;
    }
  | { readonly type: 'billing_resumed'; readonly system: string }
  /** What was read of payments; documents that are not ours any more are passed over. Guarded: each is still as in `from`. */
  | {
      readonly type: 'payments_read';
      readonly payments: readonly PaymentRead[];
      /** Left out: whatever it is. */
      readonly from?: PaymentState | '' | undefined;
      readonly atMs: number;
    }
  /** Something was heard of a document over there: its payment is read next. */
  | {
      readonly type: 'payment_hinted';
      readonly system: string;
      readonly documentId: string;
      readonly atMs: number;
    };

export interface DeliveryKey {
  readonly invoiceId: InvoiceId;
  readonly clientId: ClientId;
  readonly system: string;
  readonly reference: string;
  /** As it was read; 0: there was no row yet. Every commit raises it. */
  readonly version: number;
}

export interface PaymentRead {
  readonly invoiceId: InvoiceId;
  readonly state: PaymentState;
  readonly paidAtMs: number | null;
  readonly nextLookMs: number | null;
}
