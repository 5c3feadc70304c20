/** Exit codes of every command; docs/command.md says what each means. */
export const EXIT = {
  ok: 0,
  /** Refused by the service, or not as it should be. */
  failed: 1,
  /** The command line is wrong. */
  usage: 2,
  /** The service did not answer, or is no Postmeter. Nobody knows whether a change was made. */
  unreachable: 3,
  /** There is no key, or the service does not take it for this. */
  forbidden: 4,
  /** Somebody said no, or there was nobody to ask. Nothing was changed. */
  unconfirmed: 5,
  /** `doctor` found something to look at, and nothing that failed. */
  warnings: 6,
  /** Ctrl-C: 128 and the signal's number, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
