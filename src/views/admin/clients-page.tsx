import type { ClientState } from '#core/enrolment/client-state.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { CLIENT_STATES, ClientStateTag } from '#views/admin/client-state-tag.tsx';
import { Pager, Section } from '#views/admin/section.tsx';
import { When } from '#views/admin/when.tsx';
import { figures, TableHead } from '#views/components/table-head.tsx';

export interface ClientRow {
  readonly id: string;
  readonly number: number;
  readonly email: string;
  readonly name: string;
  readonly company: string;
  readonly currency: CurrencyCode;
  readonly state: ClientState;
  readonly failure: string;
  readonly panelUserId: number | null;
  readonly closingRequestedAtMs: number | null;
  readonly createdAtMs: number;
}

export interface ClientsPageProps {
  readonly frame: AdminFrame;
  readonly clients: readonly ClientRow[];
  readonly text: string;
  readonly state: ClientState | undefined;
  readonly firstUrl: string;
  readonly nextUrl: string;
}

/** Clients, found by whatever an operator has of them. */
export function ClientsPage(props: ClientsPageProps) {
  const { frame, clients, text, state, firstUrl, nextUrl } = props;
  return (
    <AdminPage frame={frame} title="Clients">
      <form method="get" action="/admin/clients" class="card inline-form">
        <div class="field wide">
          <label for="q">Find</label>
          <p class="hint" id="q-hint">
            The beginning of a name, company or address; or a whole number, panel user or id.
          </p>
          <input
            id="q"
            name="q"
            type="search"
            value={text}
            maxlength={100}
            aria-describedby="q-hint"
          />
        </div>
        <div class="field">
          <label for="state">State</label>
          <select id="state" name="state">
            <option value="">Any</option>
            {Object.entries(CLIENT_STATES).map(([value, { name }]) => (
              <option value={value} selected={value === state}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="button">
          Search
        </button>
      </form>
      <Section id="found" title={text === '' && !state ? 'Newest first' : 'Found'}>
        {clients.length === 0 ? (
          <p class="hint">Nobody. Try the beginning of another word of the name.</p>
        ) : (
          <ClientTable clients={clients} timeZone={frame.timeZone} />
        )}
        <Pager firstUrl={firstUrl} nextUrl={nextUrl} />
      </Section>
    </AdminPage>
  );
}

interface ClientTableProps {
  readonly clients: readonly ClientRow[];
  readonly timeZone: string;
}

function ClientTable({ clients, timeZone }: ClientTableProps) {
  return (
    <table class="table stacked">
      <TableHead
        columns={[
          'Client',
          'Address',
          figures('Number'),
          figures('Panel user'),
          'Currency',
          'Since',
          'State',
        ]}
      />
      <tbody>
        {clients.map((client) => (
          <tr>
            <th scope="row">
              <a href={`/admin/clients/${client.id}`}>
                <bdi>{client.name || `Client ${client.number}`}</bdi>
              </a>
              {client.company !== '' && (
                <span class="document-kind">
                  <bdi>{client.company}</bdi>
                </span>
              )}
            </th>
            <td>
              <bdi>{client.email}</bdi>
            </td>
            <td class="number" data-label="Number">
              {client.number}
            </td>
            <td class="number" data-label="Panel user">
              {client.panelUserId ?? 'none'}
            </td>
            <td>{client.currency}</td>
            <td>
              <When atMs={client.createdAtMs} timeZone={timeZone} day />
            </td>
            <td>
              <ClientStateTag
                state={client.state}
                isClosing={client.closingRequestedAtMs !== null}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
