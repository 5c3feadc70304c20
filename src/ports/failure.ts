/**
 * How a call to the outside did not succeed. `rejected`: they said no, asking again will not help.
 * `unavailable`: nothing happened, safe to try again. `unknown`: it may have happened, so ask before any retry.
 */
export interface PortFailure<Code extends string = string> {
  readonly disposition: 'rejected' | 'unavailable' | 'unknown';
  /** Stable; shown to operators, tested. */
  readonly code: Code;
  /** For operators; never contains a secret or a person's data. */
  readonly detail: string;
}
