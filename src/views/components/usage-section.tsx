import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import type { Estimate } from '#core/usage/estimate.ts';
import { UsageTable } from '#views/components/usage-table.tsx';
import { formatMonth, formatTime } from '#views/format.ts';

/** `late`: the panel takes longer than a page waits. */
export type UsageView =
  | {
      readonly kind: 'estimated';
      readonly month: BillingMonth;
      readonly currency: CurrencyCode;
      readonly asOfMs: number;
      readonly estimate: Estimate;
    }
  | { readonly kind: 'unavailable' | 'late'; readonly month: BillingMonth };

export interface UsageSectionProps {
  readonly usage: UsageView;
  readonly timeZone: string;
}

/** The running month: what it has cost so far, or plainly that this is not known at the moment. */
export function UsageSection({ usage, timeZone }: UsageSectionProps) {
  return (
    <section class="card" aria-labelledby="usage-title">
      <h2 id="usage-title">{formatMonth(usage.month)} so far</h2>
      {usage.kind === 'estimated' ? (
        <Estimated usage={usage} timeZone={timeZone} />
      ) : (
        <NotKnown kind={usage.kind} />
      )}
    </section>
  );
}

interface EstimatedProps {
  readonly usage: UsageView & { readonly kind: 'estimated' };
  readonly timeZone: string;
}

function Estimated({ usage, timeZone }: EstimatedProps) {
  const { estimate, currency, asOfMs } = usage;
  const asOf = formatTime(asOfMs, timeZone);
  if (estimate.servers.length === 0) {
    return (
      <div class="empty">
        <p class="strong">Nothing used this month</p>
        <p>As of {asOf}. A server that you create shows up here within the hour.</p>
      </div>
    );
  }
  return (
    <>
      <UsageTable estimate={estimate} currency={currency} timeZone={timeZone} />
      <p class="hint">
        As of {asOf}, backups and additional addresses included, before tax. The second figure is
        what the month will cost if you keep your servers as they are.
      </p>
    </>
  );
}

function NotKnown({ kind }: { readonly kind: 'unavailable' | 'late' }) {
  return kind === 'late' ? (
    <p>
      The panel is slow at the moment. <a href="/usage">Show what this month costs</a>
    </p>
  ) : (
    <p>
      We cannot read your usage at the moment, so we show no figure. Your servers and your invoice
      are not affected. <a href="/usage">Try again</a>
    </p>
  );
}
