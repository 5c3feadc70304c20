// Whether what a step of the daily automation complained of is over meanwhile, and since when. What cannot be told
// from what is stored stays open until the automation has run again: nothing open may look settled.

/** What the store says, now, of what an automation may have complained of. Times are null where nothing such happened since. */
export interface SinceAutomation {
  /** Clients of that time who still wait for a panel user. */
  readonly waiting: number;
  /** When one of them last got one. */
  readonly enrolledAtMs: number | null;
  /** Tasks of that time that were given up, or failed before and are on their way again. */
  readonly failing: number;
  /** When an operator last sent one again, or dismissed it. */
  readonly mendedAtMs: number | null;
  readonly stopped: boolean;
  /** When a stop was last lifted. */
  readonly resumedAtMs: number | null;
  /** The month's newest executed run, where it was executed since; null otherwise. */
  readonly run: { readonly executedAtMs: number; readonly parked: number } | null;
}

export interface FailedStep {
  readonly step: string;
  readonly figures: Readonly<Record<string, number | string>>;
}

/** In the figures of a step whose documents are not numbered without gaps: no later run mends that. */
export const NUMBERS_HAVE_GAPS = { gapFree: 'no' } as const;

/** When what made the step fail was over; undefined while it is not, or where only another automation can tell. */
export function settledAtMs(
  { step, figures }: FailedStep,
  since: SinceAutomation,
): number | undefined {
  // It crashed, and nobody can say at what.
  if (Object.keys(figures).length === 0) return undefined;
  switch (step) {
    case 'provisioning':
      return since.waiting === 0 ? (since.enrolledAtMs ?? undefined) : undefined;
    case 'invoices': {
      const isDone = since.run?.parked === 0 && figures.gapFree !== NUMBERS_HAVE_GAPS.gapFree;
      return isDone ? since.run?.executedAtMs : undefined;
    }
    case 'billing':
      // Payments that could not be read are read again by the next automation.
      return figures.stopped !== undefined && !since.stopped
        ? (since.resumedAtMs ?? undefined)
        : undefined;
    case 'deliveries':
      return since.failing === 0 ? latest(since.mendedAtMs, since.enrolledAtMs) : undefined;
    default:
      return undefined;
  }
}

/** A task that was given up is a letter, a delivery or the set-up of a client. */
function latest(one: number | null, other: number | null): number | undefined {
  return one === null && other === null ? undefined : Math.max(one ?? 0, other ?? 0);
}
