import type { CurrencyTotal, TotalDifference } from '#core/invoicing/manifest.ts';
import { type BillingMonth, monthBefore } from '#core/month.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { ConfirmPage } from '#views/admin/confirm-page.tsx';
import { Section } from '#views/admin/section.tsx';
import { TotalsTable } from '#views/components/run-tables.tsx';
import { formatMoney, formatMonth, formatNumber } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

export interface ExecutePageProps {
  readonly frame: AdminFrame;
  readonly runId: string;
  readonly month: BillingMonth;
  readonly manifest: string;
  readonly totals: readonly CurrencyTotal[];
  readonly differences: readonly TotalDifference[];
  /** Clients whom the plan holds back. */
  readonly parked: number;
}

/** What executing a plan will do, with the figures to decide by. */
export function ExecutePage(props: ExecutePageProps) {
  const { frame, runId, month, manifest, totals, differences, parked } = props;
  const documents = totals.reduce((sum, { invoices }) => sum + invoices, 0);
  const sums = totals.map((total) => formatMoney(total, ENGLISH)).join(' and ');
  return (
    <ConfirmPage
      frame={frame}
      title={`Invoice ${formatMonth(month, ENGLISH)}?`}
      lead={
        documents === 0
          ? 'This plan makes no document. Executing it only closes it.'
          : `${formatNumber(documents, ENGLISH)} ${documents === 1 ? 'document' : 'documents'} over ${sums} get numbers, go to the billing system and to the clients by mail. Issued documents cannot be taken back, only corrected.`
      }
      hidden={{ manifest }}
      button={`Execute: ${formatNumber(documents, ENGLISH)} ${documents === 1 ? 'document' : 'documents'}`}
      backUrl={`/admin/runs/${runId}`}
    >
      <Section
        id="totals"
        title="Totals"
        hint={
          <>
            Exactly the plan with the manifest <code>{manifest}</code> is executed, or nothing.
          </>
        }
      >
        <TotalsTable
          totals={totals}
          differences={differences}
          monthBefore={formatMonth(monthBefore(month), ENGLISH)}
        />
        {parked > 0 && (
          <p>
            {formatNumber(parked, ENGLISH)} {parked === 1 ? 'client is' : 'clients are'} held back
            and not invoiced by it.
          </p>
        )}
      </Section>
    </ConfirmPage>
  );
}
