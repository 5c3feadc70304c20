import type { BillingMonth } from '#core/month.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { Section } from '#views/admin/section.tsx';
import { systemName } from '#views/admin/system-name.ts';
import { When } from '#views/admin/when.tsx';
import { Notice } from '#views/components/notice.tsx';
import { buttons, TableHead } from '#views/components/table-head.tsx';
import { formatInstant, formatNumber } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

export interface DeliveryProblemRow {
  readonly invoiceId: string;
  readonly number: string;
  readonly month: BillingMonth;
  readonly clientId: string;
  readonly email: string;
  readonly documentId: string;
  readonly problem: string;
  readonly problemDetail: string;
  readonly sinceMs: number;
}

export interface ProbeView {
  readonly code: string;
  readonly detail: string;
}

export interface DeliveriesPageProps {
  readonly frame: AdminFrame;
  readonly system: string;
  readonly stop:
    | { readonly code: string; readonly detail: string; readonly sinceMs: number }
    | undefined;
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly DeliveryProblemRow[];
  /** What the probe that was just made came to. */
  readonly probe?:
    | {
        readonly ok: true;
        readonly version: string;
        readonly problems: readonly string[];
        readonly resumed: boolean;
      }
    | ({ readonly ok: false } & ProbeView)
    | undefined;
}

const COUNTS: Readonly<Record<string, string>> = {
  open: 'Open',
  partially_paid: 'Partly paid',
  paid: 'Paid',
  refunded: 'Refunded',
  cancelled: 'Cancelled',
  missing: 'Gone over there',
  under_way: 'Under way',
  unpaid_unknown: 'Delivered',
  problems: 'With a problem',
};

/** How deliveries and payments stand, and what somebody has to look at. */
export function DeliveriesPage(props: DeliveriesPageProps) {
  const { frame, system, counts, problems } = props;
  const mayChange = frame.operator?.role === 'operator';
  return (
    <AdminPage
      frame={frame}
      title="Deliveries"
      lead={`Documents in ${systemName(system)}, and what is known of their payment.`}
      notices={<DeliveryNotices {...props} />}
      actions={
        mayChange && (
          <form method="post" action="/admin/deliveries/probe">
            <button type="submit" class="button secondary small">
              Probe the billing system
            </button>
          </form>
        )
      }
    >
      <div class="figures">
        {Object.entries(counts).map(([state, count]) => (
          <div class={`figure-card${state === 'problems' && count > 0 ? ' problem' : ''}`}>
            <span class="label">{COUNTS[state] ?? state}</span>
            <span class="big">{formatNumber(count, ENGLISH)}</span>
          </div>
        ))}
      </div>
      <Section id="problems" title="With a problem, newest first">
        {problems.length === 0 ? (
          <p class="hint">None.</p>
        ) : (
          <ProblemTable problems={problems} timeZone={frame.timeZone} mayChange={mayChange} />
        )}
      </Section>
    </AdminPage>
  );
}

function DeliveryNotices({ frame, system, stop, probe }: DeliveriesPageProps) {
  return (
    <>
      {stop && (
        <Notice
          kind="problem"
          title={`Nothing is delivered to ${systemName(system)} or read from it`}
        >
          <p>
            Since {formatInstant(stop.sinceMs, frame.timeZone, ENGLISH)}: {stop.detail}{' '}
            <code>{stop.code}</code>. Mend it over there, then probe; the daily automation tries
            once a day.
          </p>
        </Notice>
      )}
      {probe && !probe.ok && (
        <Notice kind="problem" title="The billing system does not let us in">
          <p>
            {probe.detail} <code>{probe.code}</code>
          </p>
        </Notice>
      )}
      {probe?.ok && (
        <Notice
          kind={probe.problems.length > 0 ? 'warning' : 'success'}
          title={`It lets us in${probe.version && `, version ${probe.version}`}`}
        >
          {probe.resumed && <p>The stop is lifted; what waited goes on.</p>}
          {probe.problems.length > 0 && (
            <ul>
              {probe.problems.map((problem) => (
                <li>{problem}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
    </>
  );
}

interface ProblemTableProps {
  readonly problems: readonly DeliveryProblemRow[];
  readonly timeZone: string;
  readonly mayChange: boolean;
}

function ProblemTable({ problems, timeZone, mayChange }: ProblemTableProps) {
  return (
    <table class="table stacked">
      <TableHead columns={['Document', 'Client', 'Problem', 'Since', buttons('Then')]} />
      <tbody>
        {problems.map((row) => (
          <tr>
            <th scope="row" class="nowrap">
              <a href={`/admin/documents/${row.invoiceId}`}>{row.number}</a>
              {row.documentId !== '' && (
                <span class="document-kind">no. {row.documentId} there</span>
              )}
            </th>
            <td>
              <a href={`/admin/clients/${row.clientId}`}>
                <bdi>{row.email}</bdi>
              </a>
            </td>
            <td>
              {row.problemDetail} <span class="document-kind">{row.problem}</span>
            </td>
            <td class="nowrap">
              <When atMs={row.sinceMs} timeZone={timeZone} />
            </td>
            <td class="do">
              {mayChange && (
                <form method="post" action={`/admin/documents/${row.invoiceId}/deliver`}>
                  <button
                    type="submit"
                    class="button secondary small"
                    aria-label={`Deliver ${row.number} again`}
                  >
                    Deliver again
                  </button>
                </form>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
