import { unavailableText } from '#core/invoicing/park-reason.ts';
import type { ServerComparison } from '#core/metering/compare-usage.ts';
import type { BillingMonth } from '#core/month.ts';
import { figures, TableHead } from '#views/components/table-head.tsx';
import type { ReconciledClient } from '#views/exports/reconciliation-csv.ts';
import { formatMonth, formatNumber } from '#views/format.ts';
import type { Frame } from '#views/frame.ts';
import { ENGLISH } from '#views/languages.ts';
import { Layout } from '#views/layout.tsx';

export interface Reconciliation {
  readonly month: BillingMonth;
  /** Undefined where the run took one measurement alone. */
  readonly tolerancePercent: number | undefined;
  readonly counts: {
    readonly agree: number;
    readonly differ: number;
    readonly notCompared: number;
  };
  /** Clients whose measurements do not agree, or could not be compared. */
  readonly clients: readonly ReconciledClient[];
  readonly hasMore: boolean;
}

export interface ReconciliationPageProps extends Reconciliation {
  readonly frame: Frame;
  readonly csvUrl: string;
  readonly planUrl: string;
}

/** The panel's report and our own metering of a month, side by side, as they were when the run was planned. */
export function ReconciliationPage(props: ReconciliationPageProps) {
  const { frame, month, csvUrl, planUrl } = props;
  return (
    <Layout frame={frame} title={`Reconciliation of ${month}`} forOperators>
      <div class="width stack run">
        <div>
          <h1>Reconciliation of {formatMonth(month, ENGLISH)}</h1>
          <p class="lead">{reconciliationLead(props)}</p>
          <p class="no-print">
            <a href={planUrl}>The plan</a> · <a href={csvUrl}>All servers of all clients (CSV)</a>
          </p>
        </div>
        <ApartSection {...props} />
      </div>
    </Layout>
  );
}

/** How many agree, in a sentence. */
export function reconciliationLead({ tolerancePercent, counts }: Reconciliation): string {
  if (tolerancePercent === undefined) {
    return 'This run took one measurement alone. USAGE_SOURCE=both takes two.';
  }
  const { agree, differ, notCompared } = counts;
  return `Of ${formatNumber(agree + differ + notCompared, ENGLISH)} clients ${formatNumber(agree, ENGLISH)} agree, ${formatNumber(differ, ENGLISH)} differ and ${formatNumber(notCompared, ENGLISH)} could not be compared.`;
}

/** The clients whose measurements do not agree; nothing where all do. */
export function ApartSection({ tolerancePercent, clients, hasMore }: Reconciliation) {
  if (clients.length === 0) return null;
  return (
    <section class="card" aria-labelledby="apart-title">
      <h2 id="apart-title">Apart by more than {tolerancePercent} %, or not compared</h2>
      <ApartTable clients={clients} />
      {hasMore && (
        <p class="hint">
          These are the first {formatNumber(clients.length, ENGLISH)}; the CSV has all.
        </p>
      )}
    </section>
  );
}

function ApartTable({ clients }: Pick<Reconciliation, 'clients'>) {
  return (
    <table class="table stacked">
      <TableHead
        columns={['Client', 'Server', figures('Tokens reported'), figures('Tokens metered')]}
      />
      <tbody>
        {clients.flatMap(({ email, comparison }) =>
          comparison.kind === 'compared'
            ? comparison.servers
                .filter(({ differs }) => differs)
                .map((server) => <ServerRow email={email} server={server} />)
            : [
                <tr>
                  <th scope="row">
                    <bdi>{email}</bdi>
                  </th>
                  <td colspan={3}>Not compared: {unavailableText(comparison.why)}.</td>
                </tr>,
              ],
        )}
      </tbody>
    </table>
  );
}

function ServerRow({
  email,
  server,
}: {
  readonly email: string;
  readonly server: ServerComparison;
}) {
  const { serverId, name, reported, metered } = server;
  return (
    <tr>
      <th scope="row">
        <bdi>{email}</bdi>
      </th>
      <td data-label="Server">
        <bdi>{name}</bdi> <span class="server-id">no. {serverId}</span>
      </td>
      <td data-label="Tokens reported" class="number">
        {reported === null ? 'not there' : formatNumber(reported, ENGLISH)}
      </td>
      <td data-label="Tokens metered" class="number">
        {metered === null ? 'not there' : formatNumber(metered, ENGLISH)}
      </td>
    </tr>
  );
}
