import type { BillingFailure, DeliveryJournal } from '#ports/billing-system.ts';
import type { Change } from '#ports/changes.ts';
import type { DeliveryKey } from '#ports/delivery-changes.ts';
import type { StoredDelivery } from '#ports/delivery-reads.ts';
import type { DeliveryPorts } from '#usecases/delivery/delivery-ports.ts';

/** Nothing is known to be there. */
export const NOTHING_THERE: DeliveryJournal = { phase: 'none', documentId: '', lines: {} };

/** Our row of one delivery, for as long as one worker is at it. A commit fails once another worker has made one. */
export interface DeliveryRecord {
  readonly journal: DeliveryJournal;
  /** Before a write: from here on it may have happened. False when overtaken or stopped: the write must not begin. */
  intend(journal: DeliveryJournal): Promise<boolean>;
  /** What is certain, with the problem that ended the attempt, if any. */
  note(journal: DeliveryJournal, problem?: BillingFailure): Promise<boolean>;
  /** A write was begun and nobody knows whether it was done; the time to settle counts from now. */
  doubt(problem: BillingFailure): Promise<boolean>;
  /** The changes that end it well; committed by the outbox together with the task. */
  done(journal: DeliveryJournal, nextLookMs: number | null): Change;
}

/** `stored`: the row as it was read; undefined where nobody has tried yet. */
export function openRecord(
  { store, clock }: Pick<DeliveryPorts, 'store' | 'clock'>,
  key: Omit<DeliveryKey, 'version'>,
  stored: StoredDelivery | undefined,
): DeliveryRecord {
  let version = stored?.version ?? 0;
  let journal = stored?.journal ?? NOTHING_THERE;
  const keyed = (): DeliveryKey => ({ ...key, version });

  async function commit(
    next: DeliveryJournal,
    inDoubt: boolean,
    beginsWrite: boolean,
    problem: BillingFailure | undefined,
  ): Promise<boolean> {
    const atMs = clock.nowMs();
    const committed = await store.commit([
      {
        type: 'delivery_noted',
        delivery: keyed(),
        journal: next,
        inDoubtSinceMs: inDoubt ? atMs : 0,
        beginsWrite,
        problem: problem?.code ?? '',
        problemDetail: problem?.detail ?? '',
        atMs,
      },
    ]);
    if (!committed.ok) return false;
    version += 1;
    journal = next;
    return true;
  }

  return {
    get journal() {
      return journal;
    },
    intend: (next) => commit(next, true, true, undefined),
    note: (next, problem) => commit(next, false, false, problem),
    doubt: (problem) => commit(journal, true, false, problem),
    done: (next, nextLookMs) => ({
      type: 'delivery_done',
      delivery: keyed(),
      journal: next,
      nextLookMs,
      atMs: clock.nowMs(),
    }),
  };
}
