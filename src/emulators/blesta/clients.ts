/** The `clients`, `contacts` and `client_groups` models. */
import { mapAt, type PhpMap, textAt } from '../php-form/php-value.ts';
import {
  type BlestaCall,
  type BlestaMethods,
  done,
  idAt,
  listed,
  ordered,
  pageOf,
  refused,
} from './call.ts';
import { clientResource, clientRow, contactResource } from './client-resource.ts';
import { createClient } from './create-client.ts';
import { type BlestaClient, CLIENT_GROUP_ID, COMPANY_ID } from './tables.ts';

const EDITABLE = ['status', 'client_group_id'] as const;

export const clientMethods: BlestaMethods = {
  'clients/get': {
    parameters: ['client_id', 'get_settings?'],
    run: (call) => oneClient(call, call.tables.clients.get(idAt(call, 'client_id')), 'true'),
  },
  'clients/getByUserId': {
    parameters: ['user_id', 'get_settings?'],
    run: (call) => {
      const userId = idAt(call, 'user_id');
      return oneClient(
        call,
        allClients(call).find((client) => client.userId === userId),
        'false',
      );
    },
  },
  'clients/getList': {
    parameters: ['status?', 'page?', 'order_by?', 'filters?'],
    run: (call) => {
      const rows = matching(call).map((client) => clientRow(call.blesta, client));
      return listed(call, pageOf(call, ordered(call, rows, 'id_code')));
    },
  },
  'clients/getListCount': {
    parameters: ['status?', 'filters?'],
    run: (call) => done(matching(call).length),
  },
  'clients/getAll': {
    parameters: ['status?', 'client_group_id?'],
    run: (call) =>
      listed(
        call,
        matching(call).map((client) => clientRow(call.blesta, client)),
      ),
  },
  'clients/search': {
    parameters: ['query', 'page?'],
    run: (call) => {
      const rows = pageOf(call, found(call)).map((client) => clientRow(call.blesta, client));
      return listed(call, rows);
    },
  },
  'clients/getSearchCount': { parameters: ['query'], run: (call) => done(found(call).length) },
  'clients/create': { parameters: ['vars'], creates: true, run: createClient },
  'clients/edit': { parameters: ['client_id', 'vars'], run: editClient },
  'clients/delete': {
    parameters: ['client_id'],
    run: (call) => {
      deleteClient(call.tables, idAt(call, 'client_id'));
      return done(null);
    },
  },
  'clients/getSettings': {
    parameters: ['client_id'],
    run: (call) => {
      const client = call.tables.clients.get(idAt(call, 'client_id'));
      const entries = Object.entries(client?.settings ?? {});
      return listed(
        call,
        entries.map(([key, value]) => ({ key, value, level: 'client' })),
      );
    },
  },
  'clients/setSetting': {
    parameters: ['client_id', 'key', 'value', 'encrypted?'],
    run: (call) => {
      const client = call.tables.clients.get(idAt(call, 'client_id'));
      const key = textAt(call.args, 'key');
      if (client !== undefined && key !== undefined) {
        client.settings[key] = textAt(call.args, 'value') ?? '';
      }
      return done(null);
    },
  },
  'contacts/getAll': { parameters: ['client_id', 'contact_type?', 'order?'], run: contactsOf },
  'contacts/getList': { parameters: ['client_id', 'page?', 'order?'], run: contactsOf },
  'contacts/get': {
    parameters: ['contact_id'],
    run: (call) => {
      const id = idAt(call, 'contact_id');
      const client = allClients(call).find(({ contactId }) => contactId === id);
      return done(client === undefined ? false : contactResource(client));
    },
  },
  'client_groups/getAll': {
    parameters: ['company_id', 'order_by?'],
    run: (call) => listed(call, idAt(call, 'company_id') === COMPANY_ID ? [GROUP] : []),
  },
  'client_groups/getList': {
    parameters: ['company_id', 'page?', 'order_by?'],
    run: (call) => listed(call, idAt(call, 'company_id') === COMPANY_ID ? [GROUP] : []),
  },
  'client_groups/get': {
    parameters: ['client_group_id'],
    run: (call) => done(idAt(call, 'client_group_id') === CLIENT_GROUP_ID ? GROUP : false),
  },
};

const GROUP = { id: CLIENT_GROUP_ID, company_id: COMPANY_ID, name: 'General', color: '0088cc' };

/** Their invoices stay, but nobody can reach them any more. */
export function deleteClient(tables: BlestaCall['tables'], id: number): boolean {
  const client = tables.clients.get(id);
  if (client === undefined) return false;
  tables.users.delete(client.userId);
  return tables.clients.delete(id);
}

function allClients({ tables }: BlestaCall): BlestaClient[] {
  return [...tables.clients.values()];
}

/** The two calls differ in whether settings come unasked. */
function oneClient(
  { args, blesta }: BlestaCall,
  client: BlestaClient | undefined,
  unasked: 'true' | 'false',
) {
  if (client === undefined) return done(false);
  const withSettings = !['false', '0'].includes(textAt(args, 'get_settings') ?? unasked);
  return done(clientResource(blesta, client, withSettings));
}

function contactsOf(call: BlestaCall) {
  const client = call.tables.clients.get(idAt(call, 'client_id'));
  return listed(call, client === undefined ? [] : [contactResource(client)]);
}

function matching(call: BlestaCall): BlestaClient[] {
  const status = textAt(call.args, 'status') ?? '';
  const filters = mapAt(call.args, 'filters');
  return allClients(call).filter(
    (client) =>
      (status === '' || status === 'null' || client.status === status) &&
      passes(call, client, filters),
  );
}

function passes({ blesta }: BlestaCall, { contact, clientGroupId }: BlestaClient, filters: PhpMap) {
  const email = textAt(filters, 'contact_email');
  const name = textAt(filters, 'contact_name');
  const group = textAt(filters, 'client_group_id');
  const own = (contact.email ?? '').toLowerCase();
  const wanted = email?.toLowerCase() ?? '';
  const isMail = blesta.values.emailFilter === 'exact' ? own === wanted : own.includes(wanted);
  return (
    (!email || isMail) &&
    (!name || fullName(contact).includes(name.toLowerCase())) &&
    (!group || String(clientGroupId) === group)
  );
}

function found(call: BlestaCall): BlestaClient[] {
  const query = (textAt(call.args, 'query') ?? '').toLowerCase();
  return allClients(call).filter((client) => {
    const row = clientRow(call.blesta, client);
    const texts = [fullName(client.contact), client.contact.email, client.contact.company];
    return [...texts, row.id_code, row.username].some((text) =>
      text?.toLowerCase().includes(query),
    );
  });
}

function fullName({ first_name = '', last_name = '' }: BlestaClient['contact']): string {
  return `${first_name} ${last_name}`.toLowerCase();
}

function editClient(call: BlestaCall) {
  const client = call.tables.clients.get(idAt(call, 'client_id'));
  if (client === undefined) return refused({ client_id: { exists: 'Invalid client ID.' } });
  const vars = mapAt(call.args, 'vars');
  const [status, group] = EDITABLE.map((key) => textAt(vars, key));
  if (status !== undefined && !['active', 'inactive', 'fraud'].includes(status)) {
    return refused({ status: { format: 'Invalid client status.' } });
  }
  client.status = status ?? client.status;
  client.clientGroupId = group === undefined ? client.clientGroupId : Number(group);
  return done(null);
}
