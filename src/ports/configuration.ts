/** One setting as it is configured, for operators to look at. */
export interface ConfiguredSetting {
  readonly name: string;
  readonly isSecret: boolean;
  readonly isSet: boolean;
  /** As it was given; empty for one that is not set, and always for a secret. */
  readonly value: string;
}

/** What the service was set up with. No secret ever comes out of it. */
export interface Configuration {
  list(): readonly ConfiguredSetting[];
}
