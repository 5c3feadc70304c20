import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { formatMonth } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';
import {
  ApartSection,
  type Reconciliation,
  reconciliationLead,
} from '#views/pages/reconciliation-page.tsx';

export interface AdminReconciliationPageProps extends Reconciliation {
  readonly frame: AdminFrame;
  readonly runUrl: string;
}

/** The panel's report and our own metering of a month, as they were when the run was planned. */
export function AdminReconciliationPage({ frame, runUrl, ...found }: AdminReconciliationPageProps) {
  return (
    <AdminPage
      frame={frame}
      title={`Reconciliation of ${formatMonth(found.month, ENGLISH)}`}
      lead={reconciliationLead(found)}
      actions={
        <>
          <a class="button secondary small" href={runUrl}>
            The run
          </a>
          <a class="button secondary small" href={`${runUrl}/reconciliation.csv`}>
            All servers (CSV)
          </a>
        </>
      }
    >
      <ApartSection {...found} />
    </AdminPage>
  );
}
