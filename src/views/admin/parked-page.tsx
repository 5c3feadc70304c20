import type { BillingMonth } from '#core/month.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { ParkedTable, type ParkedTableRow } from '#views/admin/parked-table.tsx';
import { Pager, Section } from '#views/admin/section.tsx';
import { Notice } from '#views/components/notice.tsx';
import { formatMonth } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

export interface ParkedPageProps {
  readonly frame: AdminFrame;
  readonly parked: readonly ParkedTableRow[];
  /** Undefined: all months. */
  readonly month: BillingMonth | undefined;
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
      <Section id="parked" title="Held back" action={mayChange && <PlanAgain months={months} />}>
        {parked.length === 0 ? (
          <p class="hint">Nobody.</p>
        ) : (
          <ParkedTable parked={parked} mayChange={mayChange} withMonth={month === undefined} />
        )}
        <Pager firstUrl={firstUrl} nextUrl={nextUrl} />
      </Section>
    </AdminPage>
  );
}

/** The way on for everybody whose reason is gone or overruled. */
function PlanAgain({ months }: { readonly months: readonly BillingMonth[] }) {
  return (
    <div class="choices">
      {months.map((month) => (
        <form method="post" action="/admin/runs">
          <input type="hidden" name="month" value={month} />
          <button type="submit" class="button secondary small">
            Plan {month} again
          </button>
        </form>
      ))}
    </div>
  );
}
