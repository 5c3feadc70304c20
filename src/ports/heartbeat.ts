/** Tells a service that watches for silence that the daily automation has run. */
export interface Heartbeat {
  /** Whether it was told; true as well where nobody is to be told. Never throws. */
  beat(ok: boolean): Promise<boolean>;
}
