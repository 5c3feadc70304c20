import { SignOnForm } from '#views/components/sign-on-form.tsx';
import { formatLocalDate, formatMonth } from '#views/format.ts';

export interface EnrolledPanelProps {
  /** The next day of invoicing (`YYYY-MM-DD`) and the month it is for (`YYYY-MM`). */
  readonly nextInvoice?: { readonly onDate: string; readonly month: string } | undefined;
}

/** The dashboard's panel for clients who have access to the panel. */
export function EnrolledPanel({ nextInvoice }: EnrolledPanelProps) {
  return (
    <section class="card panel enrolled" aria-labelledby="panel-title">
      <div>
        <h2 id="panel-title">Your servers</h2>
        <p>Create, manage and delete servers in the panel. You do not need another password.</p>
        <SignOnForm />
      </div>
      <div class="next-invoice">
        <h3 class="label">Your next invoice</h3>
        {nextInvoice ? (
          <>
            <p class="big">{formatLocalDate(nextInvoice.onDate)}</p>
            <p>
              It lists what your servers used in {formatMonth(nextInvoice.month)}. We email it to
              you. If you used nothing, there is no invoice.
            </p>
          </>
        ) : (
          <p>
            On the 1st of each month we email you one invoice for the month before. If you used
            nothing, there is no invoice.
          </p>
        )}
      </div>
    </section>
  );
}
