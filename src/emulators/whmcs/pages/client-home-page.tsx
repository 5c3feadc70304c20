/** The client area's homepage and list of invoices; with the panel of the hook file where that is installed. */
import { PageFrame } from '../../page-frame.tsx';
import { fullName } from '../clients/clients.ts';
import type { Client, Invoice } from '../installation.ts';
import { minorText } from '../money.ts';
import { invoiceTitle } from './invoice-view.tsx';

export interface ClientHomePageProps {
  readonly basePath: string;
  readonly client: Client;
  readonly currencyCode: string;
  readonly others: readonly Client[];
  readonly invoices: readonly Invoice[];
  readonly panelUrl: string | null;
}

export function ClientHomePage(props: ClientHomePageProps) {
  const { basePath, client, currencyCode, others, invoices, panelUrl } = props;
  const root = `${basePath}/whmcs`;
  return (
    <PageFrame title="Client area" basePath={basePath}>
      <h1>Client area</h1>
      <section class="card">
        <dl>
          <dt>Signed in as</dt>
          <dd>
            {fullName(client)} {client.profile.companyname}
          </dd>
          <dt>E-mail</dt>
          <dd>{client.profile.email}</dd>
          <dt>Client</dt>
          <dd>
            #{client.id}, {client.status}, {currencyCode}, credit {minorText(client.creditMinor)}
          </dd>
        </dl>
        {others.map((other) => (
          <p>
            <a href={`${root}/clientarea.php?client=${other.id}`}>
              Look at client #{other.id} {other.profile.companyname}
            </a>
          </p>
        ))}
        <form method="post" action={`${root}/logout.php`}>
          <button type="submit">Sign out</button>
        </form>
      </section>
      {panelUrl !== null && (
        <section class="card">
          <h2>Pay-as-you-go servers</h2>
          <iframe title="Pay-as-you-go servers" src={panelUrl} />
        </section>
      )}
      <h2>Invoices</h2>
      {invoices.length === 0 && <p>None yet.</p>}
      <table>
        <tbody>
          {invoices.map((invoice) => (
            <tr>
              <td>
                <a href={`${root}/viewinvoice.php?id=${invoice.id}`}>{invoiceTitle(invoice)}</a>
              </td>
              <td>{invoice.date}</td>
              <td>{invoice.status}</td>
              <td class="number">
                {minorText(invoice.totalMinor)} {currencyCode}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </PageFrame>
  );
}
