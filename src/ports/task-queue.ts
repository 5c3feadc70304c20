/** Wakes the worker of the outbox. The outbox is the truth: a lost or repeated call loses and repeats nothing. */
export interface TaskQueue {
  /** `afterMs` from now at the earliest. Never throws. */
  wake(afterMs?: number): Promise<void>;
}
