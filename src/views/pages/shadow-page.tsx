import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import type { ShadowComparison, ShadowVerdict } from '#core/moving/compare-months.ts';
import { Notice } from '#views/components/notice.tsx';
import { ShadowServersTable } from '#views/components/shadow-servers-table.tsx';
import { figures, TableHead } from '#views/components/table-head.tsx';
import { formatMoney, formatMonth, formatNumber } from '#views/format.ts';
import type { Frame } from '#views/frame.ts';
import { ENGLISH } from '#views/languages.ts';
import { Layout } from '#views/layout.tsx';

export interface ShadowClient {
  readonly clientId: string;
  readonly email: string;
  readonly currency: string;
  readonly comparison: ShadowComparison;
}

export interface ShadowPageProps {
  readonly frame: Frame;
  readonly report: {
    readonly run: { readonly id: string; readonly month: BillingMonth };
    readonly planned: number;
    readonly compared: number;
    readonly sums: readonly {
      readonly verdict: ShadowVerdict;
      readonly currency: string;
      readonly clients: number;
      readonly hereMinor: number;
      readonly thereMinor: number;
    }[];
    readonly toleranceMinor: number;
  };
  readonly clients: readonly ShadowClient[];
  readonly hasMore: boolean;
  readonly csvUrl: string;
  readonly planUrl: string;
}

const VERDICTS: Readonly<Record<ShadowVerdict, string>> = {
  equal: 'Equal',
  differs: 'Differs',
  only_here: 'Only here',
  only_there: 'Only there',
  not_compared: 'Not compared',
};

/** What we would have billed, beside what the add-on before us did. Nothing here is ever executed or delivered. */
export function ShadowPage({ frame, report, clients, hasMore, csvUrl, planUrl }: ShadowPageProps) {
  const { run, planned, compared, toleranceMinor } = report;
  const apart = clients.filter(({ comparison }) => comparison.verdict !== 'equal');
  return (
    <Layout
      frame={{ ...frame, language: ENGLISH }}
      title={`Shadow month ${run.month}`}
      forOperators
    >
      <div class="width stack run">
        <div>
          <h1>Shadow of {formatMonth(run.month, ENGLISH)}</h1>
          <p class="lead">
            {formatNumber(compared, ENGLISH)} of {formatNumber(planned, ENGLISH)} clients compared.
            A server counts as equal up to {formatNumber(toleranceMinor, ENGLISH)} of the smallest
            unit. Nothing was issued or delivered.
          </p>
          <p class="no-print">
            <a href={csvUrl}>All servers of all clients (CSV)</a> · <a href={planUrl}>Our plan</a>
          </p>
        </div>
        {compared < planned && (
          <Notice kind="warning" title="Not all clients are compared yet">
            <p>
              npm run shadow -- {run.month} --resume {run.id} goes on.
            </p>
          </Notice>
        )}
        <section class="card" aria-labelledby="totals-title">
          <h2 id="totals-title">Totals</h2>
          <SumsTable sums={report.sums} />
        </section>
        {apart.map((client) => (
          <ClientSection client={client} />
        ))}
        {hasMore && (
          <p class="hint">
            These are of the first {formatNumber(clients.length, ENGLISH)} clients; the CSV has all.
          </p>
        )}
      </div>
    </Layout>
  );
}

function SumsTable({ sums }: Pick<ShadowPageProps['report'], 'sums'>) {
  if (sums.length === 0) return <p>Nobody is compared yet.</p>;
  return (
    <table class="table stacked">
      <TableHead
        columns={[
          'Verdict',
          figures('Clients'),
          figures('There'),
          figures('Here'),
          figures('Difference'),
        ]}
      />
      <tbody>
        {sums.map(({ verdict, currency, clients, hereMinor, thereMinor }) => (
          <tr>
            <th scope="row">
              {VERDICTS[verdict]} <span class="document-kind">{currency}</span>
            </th>
            <td data-label="Clients" class="number">
              {formatNumber(clients, ENGLISH)}
            </td>
            <td data-label="There" class="number">
              {money(currency, thereMinor)}
            </td>
            <td data-label="Here" class="number">
              {money(currency, hereMinor)}
            </td>
            <td data-label="Difference" class="number">
              {money(currency, hereMinor - thereMinor)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ClientSection({ client }: { readonly client: ShadowClient }) {
  const { clientId, email, currency, comparison } = client;
  const { verdict, parkedFor, currencyDiffers, currencyThere, hereMinor, thereMinor } = comparison;
  const invoices = comparison.invoiceIds.join(', ');
  return (
    <section class="card" aria-labelledby={`${clientId}-title`}>
      <h2 id={`${clientId}-title`}>
        <bdi>{email}</bdi>
      </h2>
      <p>
        {VERDICTS[verdict]}
        {parkedFor !== '' && `: ${parkedFor}`}
        {currencyDiffers && `: billed in ${currencyThere} there, in ${currency} here`}. There{' '}
        {money(currencyDiffers ? currencyThere : currency, thereMinor)}
        {invoices !== '' && ` (invoice ${invoices})`}, here {money(currency, hereMinor)}.
      </p>
      <ShadowServersTable servers={comparison.servers} money={(minor) => money(currency, minor)} />
    </section>
  );
}

/** Several currencies at once have no common format: then the smallest units stand as they are. */
function money(currency: string, amountMinor: number): string {
  if (!/^[A-Z]{3}$/.test(currency)) return `${amountMinor} ${currency}`;
  return formatMoney({ currency: currency as CurrencyCode, amountMinor }, ENGLISH);
}
