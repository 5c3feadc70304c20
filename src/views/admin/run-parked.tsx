import type { BillingMonth } from '#core/month.ts';
import { ParkedTable, type ParkedTableRow } from '#views/admin/parked-table.tsx';
import { Section } from '#views/admin/section.tsx';
import { formatNumber } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

export interface RunParkedProps {
  readonly month: BillingMonth;
  readonly parked: readonly Omit<ParkedTableRow, 'month'>[];
  /** Held back beside those that are shown. */
  readonly more: number;
  readonly mayChange: boolean;
  readonly timeZone: string;
}

/** Whom a run holds back. */
export function RunParked({ month, parked, more, mayChange, timeZone }: RunParkedProps) {
  return (
    <Section id="parked" title="Held back">
      <ParkedTable
        parked={parked.map((row) => ({ ...row, month }))}
        mayChange={mayChange}
        timeZone={timeZone}
      />
      {more > 0 && (
        <p class="hint">And {formatNumber(more, ENGLISH)} more; the CSV has them all.</p>
      )}
    </Section>
  );
}
