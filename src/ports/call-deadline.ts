/** Keeps work that somebody else may take over after an instant from beginning a call that could last longer. */
export interface CallDeadline {
  /**
   * Runs `work`. A call to the panel or the billing system that it would begin after `lastMs` fails as one that reached
   * nobody, and nothing is sent. Within another deadline the earlier one holds.
   */
  within<T>(lastMs: number, work: () => Promise<T>): Promise<T>;
}
