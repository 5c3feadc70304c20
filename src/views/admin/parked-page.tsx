import type { BillingMonth } from '#core/month.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { ParkedTable, type ParkedTableRow } from '#views/admin/parked-table.tsx';
import { PlanButton } from '#views/admin/plan-button.tsx';
import { Pager, Section } from '#views/admin/section.tsx';
import { Notice } from '#views/components/notice.tsx';
import { formatMonth } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

export interface ParkedPageProps {
  readonly frame: AdminFrame;
  readonly parked: readonly ParkedTableRow[];
  /** Undefined: all months. */
  readonly month: BillingMonth | undefined;
  /** Id of the run that planning again starts: pressed twice it is one. */
  readonly nextRunId: string;
  /** A release was just noted. */
  readonly isReleased: boolean;
  readonly firstUrl: string;
  readonly nextUrl: string;
}

/** Clients who are held back in months that were invoiced, with why and what ends it. */
export function ParkedPage({
  frame,
  parked,
  month,
  nextRunId,
  isReleased,
  firstUrl,
  nextUrl,
}: ParkedPageProps) {
  const mayChange = frame.operator?.role === 'operator';
  const months = month ? [month] : [...new Set(parked.map((row) => row.month))];
  return (
    <AdminPage
      frame={frame}
      title={month ? `Parked in ${formatMonth(month, ENGLISH)}` : 'Parked'}
      lead="Whom the newest executed run of each month held back. A fact ends when what is wrong is mended; a suspicion also when an operator who has looked overrules it."
      actions={month && <a href="/admin/parked">All months</a>}
      notices={
        isReleased && (
          <Notice kind="success">
            <p>Released, with your name and note. The month’s next plan bills the client.</p>
          </Notice>
        )
      }
    >
      <Section
        id="parked"
        title="Held back"
        action={mayChange && <PlanAgain months={months} nextRunId={nextRunId} />}
      >
        {parked.length === 0 ? (
          <p class="hint">Nobody.</p>
        ) : (
          <ParkedTable
            parked={parked}
            mayChange={mayChange}
            timeZone={frame.timeZone}
            withMonth={month === undefined}
          />
        )}
        <Pager firstUrl={firstUrl} nextUrl={nextUrl} />
      </Section>
    </AdminPage>
  );
}

interface PlanAgainProps {
  readonly months: readonly BillingMonth[];
  readonly nextRunId: string;
}

/** The way on for everybody whose reason is gone or overruled. */
function PlanAgain({ months, nextRunId }: PlanAgainProps) {
  return (
    <div class="choices">
      {months.map((month) => (
        <PlanButton month={month} nextRunId={nextRunId} label={`Plan ${month} again`} />
      ))}
    </div>
  );
}
