/** What is counted and timed. A closed list: dashboards are built on these names. */
export type MetricName =
  /** A call to the outside; kind: `panel`, `billing`, `webhook`; outcome: `2xx` to `5xx`, or `none` without an answer. */
  | 'call'
  /** A task of the outbox; kind: the task's; outcome: as it went. */
  | 'task'
  /** A delivery attempt to a webhook endpoint; outcome: as it went. */
  | 'webhook'
  /** A piece of a run; kind: the run's state. */
  | 'run_piece'
  /** Items planned; kind: their outcome. */
  | 'item'
  /** A step of the daily automation; kind: the step. */
  | 'automation_step'
  /** A request that was refused for its rate; kind: what was asked for; outcome: `address` or `network`. */
  | 'braked';

export interface Measured {
  readonly name: MetricName;
  readonly kind: string;
  readonly outcome: string;
  /** How many; one unless said. */
  readonly count?: number;
  readonly ms?: number;
}

/** Counts and timings of one invocation, for dashboards; sampled and lossy. What must be exact is read from the store. */
export interface Metrics {
  add(measured: Measured): void;
  /** Hands the sums so far on. At the end of an invocation. */
  flush(): void;
}
