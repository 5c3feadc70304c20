/** A look behind the counter: clients, invoices, and the writes that made them. */
import { PageFrame } from '../../page-frame.tsx';
import type { CallEntry } from '../api/call-log.ts';
import { fullName } from '../clients/clients.ts';
import type { Client, Invoice, Tables } from '../installation.ts';
import { minorText } from '../money.ts';
import { currencyOf } from '../settings/catalogue.ts';

const SHOWN = 200;

export interface OverviewPageProps {
  readonly basePath: string;
  readonly tables: Tables;
  readonly writes: readonly CallEntry[];
}

export function OverviewPage({ basePath, tables, writes }: OverviewPageProps) {
  const root = `${basePath}/whmcs`;
  const clients = [...tables.clients.values()].toReversed();
  const invoices = [...tables.invoices.values()].toReversed();
  const { version, typing } = tables.options;
  return (
    <PageFrame title="WHMCS" basePath={basePath}>
      <h1>WHMCS, version {version}</h1>
      <p class="note">
        Types on the wire: {typing}. The API is at {root}/includes/api.php.{' '}
        <a href={`${root}/clientarea.php`}>Client area</a>, <a href={`${root}/control`}>controls</a>
        , <a href={`${root}/writes`}>writes as JSON</a>.
      </p>
      <h2>Clients ({clients.length})</h2>
      <ClientTable root={root} tables={tables} clients={clients.slice(0, SHOWN)} />
      <h2>Invoices ({invoices.length})</h2>
      <InvoiceTable root={root} tables={tables} invoices={invoices.slice(0, SHOWN)} />
      <h2>Writes by API ({writes.length})</h2>
      <WriteTable writes={writes.toReversed().slice(0, SHOWN)} />
    </PageFrame>
  );
}

interface TableProps {
  readonly root: string;
  readonly tables: Tables;
}

function ClientTable({ root, tables, clients }: TableProps & { clients: readonly Client[] }) {
  if (clients.length === 0) return <p>None yet.</p>;
  return (
    <table>
      <tbody>
        {clients.map((client) => (
          <tr data-client-id={String(client.id)}>
            <td class="number">{client.id}</td>
            <td>
              {fullName(client)} {client.profile.companyname}
            </td>
            <td>{client.profile.email}</td>
            <td>{currencyOf(tables.catalogue, client.currencyId).code}</td>
            <td>{client.status}</td>
            <td>
              <form method="post" action={`${root}/overview/clients/${client.id}`} class="row">
                <label>
                  Currency{' '}
                  <select name="code">
                    {tables.catalogue.currencies.map(({ id, code }) => (
                      <option value={code} selected={id === client.currencyId}>
                        {code}
                      </option>
                    ))}
                  </select>
                </label>
                <button type="submit" name="do" value="change-currency">
                  Change
                </button>
                <button type="submit" name="do" value="close-client">
                  Close
                </button>
                <button type="submit" name="do" value="delete-client" class="danger">
                  Delete
                </button>
              </form>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function InvoiceTable({ root, tables, invoices }: TableProps & { invoices: readonly Invoice[] }) {
  if (invoices.length === 0) return <p>None yet.</p>;
  return (
    <table>
      <tbody>
        {invoices.map((invoice) => {
          const client = tables.clients.get(invoice.clientId);
          return (
            <tr data-invoice-id={String(invoice.id)}>
              <td>
                <a href={`${root}/overview/invoices/${invoice.id}`}>#{invoice.id}</a>
              </td>
              <td>{client?.profile.email}</td>
              <td>{invoice.date}</td>
              <td>{invoice.status}</td>
              <td>{invoice.notes}</td>
              <td class="number">{invoice.lines.length} lines</td>
              <td class="number">
                {minorText(invoice.totalMinor)}{' '}
                {currencyOf(tables.catalogue, client?.currencyId ?? 0).code}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function WriteTable({ writes }: Pick<OverviewPageProps, 'writes'>) {
  if (writes.length === 0) return <p>None yet.</p>;
  return (
    <table>
      <tbody>
        {writes.map((entry) => (
          <tr>
            <td>{entry.time}</td>
            <td>{entry.action}</td>
            <td>{entry.committed ? 'done' : 'not done'}</td>
            <td>
              {entry.message} {entry.failure.join(', ')}
            </td>
            <td>
              <details>
                <summary>{JSON.stringify(entry.ids)}</summary>
                <pre class="mail">{JSON.stringify(entry.params, null, 1)}</pre>
              </details>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
