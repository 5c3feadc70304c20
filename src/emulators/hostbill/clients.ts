/** Calls about clients. */
import { mapAt, textAt } from '../php-form/php-value.ts';
import { done, type HostbillCall, type HostbillMethods, idAt, paged, refused } from './call.ts';
import { clientDetails, clientRow } from './client-resource.ts';
import { CURRENCIES, type HostbillClient, type HostbillTables, nextId } from './tables.ts';

/** Sent along with every call or handled apart; anything else a client sends is a registration field. */
const NOT_FIELDS = new Set([
  'call',
  'api_id',
  'api_key',
  'password',
  'password2',
  'currency_id',
  'notifyclient',
  'id',
]);
const NO_CLIENT = refused('Client with specified ID does not exist');

export const clientMethods: HostbillMethods = {
  getClients: {
    required: [],
    run: (call) =>
      paged(
        call,
        'clients',
        newestFirst(call)
          .filter((client) => passes(call, client))
          .map(clientRow),
      ),
  },
  getClientDetails: {
    required: ['id'],
    run: (call) => onClient(call, (client) => done({ client: clientDetails(client) })),
  },
  addClient: { required: ['email', 'password', 'password2'], creates: true, run: addClient },
  setClientDetails: {
    required: ['id'],
    run: (call) =>
      onClient(call, (client) => {
        Object.assign(client.fields, registrationFields(call));
        return done({ info: ['Client details updated'] });
      }),
  },
  deleteClient: {
    required: ['id'],
    run: (call) =>
      onClient(call, ({ id }) => {
        deleteClient(call.tables, id);
        return done({ info: ['Client deleted'] });
      }),
  },
  verifyClientLogin: {
    required: ['email', 'password'],
    run: (call) => {
      const client = clientWithEmail(call.tables, textAt(call.args, 'email') ?? '');
      const isRight = client !== undefined && client.password === textAt(call.args, 'password');
      return isRight ? done({ client_id: String(client.id) }) : refused('Wrong login details');
    },
  },
  getClientContacts: {
    required: ['id'],
    run: (call) => onClient(call, () => done({ contacts: [] })),
  },
};

export function clientWithEmail(tables: HostbillTables, email: string): HostbillClient | undefined {
  return [...tables.clients.values()].find(
    ({ fields }) => fields.email?.toLowerCase() === email.toLowerCase(),
  );
}

/** Takes their invoices along. */
export function deleteClient(tables: HostbillTables, id: number): void {
  tables.clients.delete(id);
  for (const [invoiceId, { clientId }] of tables.invoices) {
    if (clientId === id) tables.invoices.delete(invoiceId);
  }
}

function newestFirst({ tables }: HostbillCall): HostbillClient[] {
  return [...tables.clients.values()].reverse();
}

function passes({ args, hostbill }: HostbillCall, { fields }: HostbillClient): boolean {
  const wanted = textAt(mapAt(args, 'filter'), 'email')?.toLowerCase();
  const { emailFilter } = hostbill.values;
  if (!wanted || emailFilter === 'ignored') return true;
  const email = (fields.email ?? '').toLowerCase();
  return emailFilter === 'exact' ? email === wanted : email.includes(wanted);
}

function addClient(call: HostbillCall) {
  const { args, tables, hostbill } = call;
  const { values } = hostbill;
  const errors: string[] = [];
  const email = textAt(args, 'email') ?? '';
  const password = textAt(args, 'password') ?? '';
  const currencyId = textAt(args, 'currency_id') || '0';
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) errors.push('Email address is invalid');
  if (password !== textAt(args, 'password2')) errors.push('Passwords do not match');
  if (!CURRENCIES.some(({ id }) => id === currencyId)) errors.push('Currency does not exist');
  for (const field of values.requiredClientFields) {
    if (!textAt(args, field)) errors.push(`Field ${field} is required`);
  }
  const isTaken = clientWithEmail(tables, email) !== undefined;
  if (isTaken && values.duplicateEmail === 'refused') errors.push(values.duplicateEmailText);
  if (errors.length > 0) return refused(...errors);
  const id = nextId(tables, 'client');
  const createdAtMs = hostbill.nowMs();
  const fields = registrationFields(call);
  tables.clients.set(id, { id, fields, password, currencyId, createdAtMs });
  if (textAt(args, 'notifyclient') === 'yes') {
    tables.mails.push({ clientId: id, about: 'Welcome', atMs: createdAtMs });
  }
  return done({ client_id: String(id), info: ['Client created'] });
}

function registrationFields({ args }: HostbillCall): Record<string, string> {
  const fields = Object.entries(args).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !NOT_FIELDS.has(entry[0]),
  );
  return Object.fromEntries(fields);
}

function onClient<Answer>(call: HostbillCall, work: (client: HostbillClient) => Answer) {
  const client = call.tables.clients.get(idAt(call, 'id'));
  return client === undefined ? NO_CLIENT : work(client);
}
