import type { BillingMonth } from '#core/month.ts';

export interface PlanButtonProps {
  readonly month: BillingMonth;
  readonly corrections?: boolean;
  /** Id of the run that it starts: pressed twice it starts one. */
  readonly nextRunId: string;
  readonly label: string;
}

/** Plans a month that is over, which changes nothing yet. */
export function PlanButton({ month, corrections = false, nextRunId, label }: PlanButtonProps) {
  return (
    <form method="post" action="/admin/runs">
      <input type="hidden" name="once" value={nextRunId} />
      <input type="hidden" name="month" value={month} />
      {corrections && <input type="hidden" name="corrections" value="yes" />}
      <button type="submit" class="button secondary small">
        {label}
      </button>
    </form>
  );
}
