/** What the doctor reads of the store. */
export interface DoctorReads {
  /** Names of the applied migrations, as the tool that applies them notes them. */
  appliedMigrations(): Promise<readonly string[]>;
  /** The newest daily automation that a Cron Trigger started. */
  lastCronAutomation(): Promise<AutomationTrace | undefined>;
  /** When the first thing was noted that anybody did here; undefined in an unused database. */
  firstActivityMs(): Promise<number | undefined>;
  /** Clients whose panel account could not be made, by reason. */
  failedProvisionings(): Promise<Readonly<Record<string, number>>>;
  /** Panel user of the client who enrolled last. */
  samplePanelUser(): Promise<number | undefined>;
}

export interface AutomationTrace {
  readonly startedAtMs: number;
  /** Steps that did not end well. */
  readonly failedSteps: readonly string[];
}
