/** The only source of the current time above core. */
export interface Clock {
  /** UTC milliseconds. */
  nowMs(): number;
}
