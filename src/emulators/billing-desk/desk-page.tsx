/** Clients, invoices with their lines and payment state, and buttons for what a person would do there. */
import { PageFrame } from '../page-frame.tsx';
import type { DeskClient, DeskInvoice } from './desk.ts';

const SHOWN = 200;

export interface DeskPageProps {
  readonly basePath: string;
  /** Where the forms go: the emulator's own place as the browser sees it. */
  readonly home: string;
  readonly title: string;
  readonly note: string;
  readonly problem: string | null;
  readonly clients: readonly DeskClient[];
  readonly invoices: readonly DeskInvoice[];
  readonly currencies: readonly string[];
}

export function DeskPage(props: DeskPageProps) {
  const { basePath, home, title, note, problem, clients, invoices } = props;
  return (
    <PageFrame title={title} basePath={basePath}>
      <h1>{title}</h1>
      <p class="note">{note}</p>
      <p class="note">
        <a href={`${home}/control`}>Controls</a> · <a href={`${home}/writes`}>Log of writes</a> ·{' '}
        <a href={`${home}/requests`}>Log of calls</a> ·{' '}
        <a href={`${home}/webhooks`}>Webhooks sent</a>
      </p>
      {problem !== null && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
      <h2>Clients</h2>
      <Clients {...props} />
      {clients.length > SHOWN && <p>{clients.length - SHOWN} older clients are not shown.</p>}
      <h2>Invoices</h2>
      {invoices.length === 0 && <p>None yet.</p>}
      {invoices.slice(0, SHOWN).map((invoice) => (
        <Invoice
          home={home}
          invoice={invoice}
          client={clients.find(({ id }) => id === invoice.clientId)}
        />
      ))}
      {invoices.length > SHOWN && <p>{invoices.length - SHOWN} older invoices are not shown.</p>}
    </PageFrame>
  );
}

function Clients({ home, clients, currencies }: DeskPageProps) {
  if (clients.length === 0) return <p>None yet.</p>;
  return (
    <table>
      <thead>
        <tr>
          <th class="number">Id</th>
          <th>Name</th>
          <th>E-mail</th>
          <th>Status</th>
          <th>Currency</th>
          <th>Delete</th>
        </tr>
      </thead>
      <tbody>
        {clients.slice(0, SHOWN).map((client) => (
          <tr data-client-id={client.id}>
            <td class="number">{client.id}</td>
            <td>{client.name}</td>
            <td>{client.email}</td>
            <td>{client.status}</td>
            <td>
              <form method="post" action={`${home}/desk`} class="row">
                <input type="hidden" name="do" value="change_currency" />
                <input type="hidden" name="client" value={client.id} />
                <select name="currency" aria-label={`Currency of ${client.email}`}>
                  {currencies.map((code) => (
                    <option value={code} selected={code === client.currency}>
                      {code}
                    </option>
                  ))}
                </select>
                <button type="submit">Change</button>
              </form>
            </td>
            <td>
              <Action
                home={home}
                name="delete_client"
                target={['client', client.id]}
                label="Delete"
                about={client.email}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface InvoiceProps {
  readonly home: string;
  readonly invoice: DeskInvoice;
  readonly client: DeskClient | undefined;
}

function Invoice({ home, invoice, client }: InvoiceProps) {
  const { id, number, state, currency, total, due, dueOn, lines, isPayable, isPaid } = invoice;
  const target = ['invoice', id] as const;
  return (
    <details class="card" data-invoice-id={id}>
      <summary>
        <strong>{number}</strong> {client?.email ?? `client ${invoice.clientId}`}: {total}{' '}
        {currency}, {state}, due {dueOn}
      </summary>
      <table>
        <tbody>
          {lines.map(({ text, quantity, price }) => (
            <tr>
              <td>{text}</td>
              <td class="number">{quantity}</td>
              <td class="number">{price}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        Total {total} {currency}, still due {due} {currency}
      </p>
      <div class="row">
        {isPayable && <Action home={home} name="pay" target={target} label="Pay" about={number} />}
        {isPaid && (
          <Action home={home} name="refund" target={target} label="Refund" about={number} />
        )}
        <Action home={home} name="cancel" target={target} label="Cancel" about={number} />
        <Action home={home} name="delete_invoice" target={target} label="Delete" about={number} />
      </div>
    </details>
  );
}

interface ActionProps {
  readonly home: string;
  readonly name: 'pay' | 'refund' | 'cancel' | 'delete_invoice' | 'delete_client';
  readonly target: readonly ['invoice' | 'client', string];
  readonly label: string;
  readonly about: string;
}

function Action({ home, name, target: [kind, id], label, about }: ActionProps) {
  return (
    <form method="post" action={`${home}/desk`}>
      <input type="hidden" name="do" value={name} />
      <input type="hidden" name={kind} value={id} />
      <button
        type="submit"
        class={name === 'pay' || name === 'refund' ? '' : 'danger'}
        aria-label={`${label} ${about}`}
      >
        {label}
      </button>
    </form>
  );
}
