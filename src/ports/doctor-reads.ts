/** What the doctor reads of the store. */
export interface DoctorReads {
  /** Names of the applied migrations, as the tool that applies them notes them. */
  appliedMigrations(): Promise<readonly string[]>;
  /** When a Cron Trigger last started the daily automation. */
  lastCronAutomationMs(): Promise<number | undefined>;
  /** When the first thing was noted that anybody did here; undefined in an unused database. */
  firstActivityMs(): Promise<number | undefined>;
  /** Clients whose panel account could not be made, by reason. */
  failedProvisionings(): Promise<Readonly<Record<string, number>>>;
  /** Panel user of the client who enrolled last. */
  samplePanelUser(): Promise<number | undefined>;
}
