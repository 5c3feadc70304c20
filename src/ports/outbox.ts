// What is still to be told to the world, and how it is worked off.
import type { ClientId, Id, InvoiceId } from '#core/ids.ts';
import type { LetterKind } from '#core/letters.ts';

export type OutboxChange =
  | { readonly type: 'outbox_added'; readonly task: NewTask }
  /** Guarded: the day has room for another mail to this mailbox, and for another one at all. */
  | {
      readonly type: 'stranger_mail_counted';
      /** `YYYY-MM-DD` in UTC. */
      readonly day: string;
      /** Digest of the mailbox. */
      readonly key: string;
      readonly perAddress: number;
      readonly perDay: number;
    }
  | { readonly type: 'outbox_done'; readonly id: Id<'outbox'>; readonly atMs: number }
  | {
      readonly type: 'outbox_postponed';
      readonly id: Id<'outbox'>;
      readonly dueAtMs: number;
      readonly error: string;
      /** Attempts so far: 0 where nothing failed and it only has to wait. */
      readonly attempts: number;
    }
  /** Will not be tried again by itself: refused for good, or nobody can know whether it happened. */
  | {
      readonly type: 'outbox_given_up';
      readonly id: Id<'outbox'>;
      readonly state: 'failed' | 'unknown';
      readonly error: string;
      readonly atMs: number;
    }
  /** The client is enrolled: what was given up of that is settled. */
  | { readonly type: 'provisionings_done'; readonly clientId: ClientId; readonly atMs: number }
  /** Guarded: it is a letter that was given up as failed, and so still there. Due again from now on. */
  | { readonly type: 'letter_revived'; readonly id: Id<'outbox'>; readonly atMs: number }
  /** Guarded: it is a letter that failed, or of which nobody knows. What is left of it is erased. */
  | { readonly type: 'letter_dismissed'; readonly id: Id<'outbox'>; readonly atMs: number }
  | { readonly type: 'invoice_delivered'; readonly invoiceId: InvoiceId; readonly atMs: number };

export type TaskKind = 'send_letter' | 'provision_client' | 'deliver_invoice';

export interface NewTask {
  readonly id: Id<'outbox'>;
  readonly kind: TaskKind;
  readonly subjectId: string;
  /** A `LetterKind`, for operators; left out for what is no letter. */
  readonly topic?: LetterKind;
  /** Sealed JSON, or empty. */
  readonly payload: string;
  /** 0: somebody waits; 1: bulk. */
  readonly priority: 0 | 1;
  readonly atMs: number;
  readonly dueAtMs: number;
}

export interface Task {
  readonly id: Id<'outbox'>;
  readonly kind: TaskKind;
  readonly subjectId: string;
  readonly payload: string;
  /** This attempt included. */
  readonly attempts: number;
}

export interface OutboxReads {
  /**
   * Takes up to `limit` due tasks, urgent ones first and none of a kind in `except`; they are not due again before
   * `leaseUntilMs`.
   */
  claimDue(
    nowMs: number,
    leaseUntilMs: number,
    limit: number,
    except: readonly TaskKind[],
  ): Promise<readonly Task[]>;
  /** Tasks that are due now, and those given up within the last day and a half. */
  counts(
    nowMs: number,
  ): Promise<{ readonly due: number; readonly failed: number; readonly unknown: number }>;
}
