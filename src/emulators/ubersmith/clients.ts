/** Calls about clients and their logins. */
import { textAt } from '../php-form/php-value.ts';
import {
  done,
  flagAt,
  idAt,
  mapped,
  metadataOf,
  type Outcome,
  refused,
  type UbersmithCall,
  type UbersmithMethods,
} from './call.ts';
import { clientResource } from './client-resource.ts';
import { nextId, type UbersmithClient, type UbersmithTables } from './tables.ts';

const FIELDS = [
  'first',
  'last',
  'company',
  'email',
  'address',
  'city',
  'state',
  'zip',
  'country',
  'phone',
  'brand_id',
  'grace_due',
  'datepay',
  'comments',
];
const WRITABLE = [...FIELDS, 'uber_login', 'uber_pass', 'strict', 'meta_*'];

export const clientMethods: UbersmithMethods = {
  'client.add': {
    about: 'Add a New Client',
    required: [],
    optional: WRITABLE,
    creates: true,
    run: addClient,
  },
  'client.get': {
    about: 'Get Client Details',
    required: [],
    optional: ['client_id', 'user_login', 'email', 'metadata', 'allclients'],
    run: getClient,
  },
  'client.list': {
    about: 'List Clients',
    required: [],
    optional: ['allclients', 'metadata', 'limit', 'offset', 'direction'],
    run: (call) =>
      mapped(
        call,
        visible(call),
        ({ id }) => id,
        (client) => shown(call, client),
      ),
  },
  'client.count': {
    about: 'Count Active Clients',
    required: [],
    optional: [],
    run: (call) => done(String(visible(call).length)),
  },
  'client.latest_client': {
    about: 'Get the Latest Client',
    required: [],
    optional: [],
    run: ({ tables }) => done([...tables.clients.keys()].at(-1) ?? 0),
  },
  'client.update': {
    about: 'Update a Client',
    required: ['client_id'],
    optional: WRITABLE,
    run: (call) =>
      onClient(call, (client) => {
        Object.assign(client.fields, fieldsOf(call));
        Object.assign(client.metadata, metadataOf(call));
        return done(true);
      }),
  },
  'client.set_login': {
    about: "Set a Client's Login",
    required: ['client_id', 'login', 'pass'],
    optional: [],
    run: (call) =>
      onClient(call, (client) => {
        const login = textAt(call.args, 'login') ?? '';
        const owner = clientWithLogin(call.tables, login);
        if (owner !== undefined && owner !== client) return refused(`Login ${login} is in use`);
        client.login = login;
        client.password = textAt(call.args, 'pass') ?? '';
        return done(true);
      }),
  },
  'client.deactivate': {
    about: 'Deactivate a Client',
    required: ['client_id'],
    optional: [],
    run: (call) => onClient(call, (client) => setActive(client, false)),
  },
  'client.reactivate': {
    about: 'Reactivate a Client',
    required: ['client_id'],
    optional: [],
    run: (call) => onClient(call, (client) => setActive(client, true)),
  },
  'client.metadata_get': {
    about: "Get a Client's Metadata",
    required: ['client_id'],
    optional: [],
    run: (call) => onClient(call, ({ metadata }) => done(metadata)),
  },
  'client.metadata_single': {
    about: "Get a Client's Metadata Value",
    required: ['client_id', 'variable'],
    optional: [],
    run: (call) =>
      onClient(call, ({ metadata }) => done(metadata[textAt(call.args, 'variable') ?? ''] ?? '')),
  },
  'client.payment_method_list': {
    about: "List a Client's Payment Methods",
    required: ['client_id'],
    optional: [],
    run: (call) => onClient(call, () => done({})),
  },
  'client.contact_list': {
    about: "List a Client's Contacts",
    required: ['client_id'],
    optional: [],
    run: (call) => onClient(call, () => done({})),
  },
};

export function clientWithLogin(
  { clients }: UbersmithTables,
  login: string,
): UbersmithClient | undefined {
  const wanted = login.toLowerCase();
  return [...clients.values()].find(
    (client) => wanted !== '' && client.login.toLowerCase() === wanted,
  );
}

export function clientsWithEmail({ clients }: UbersmithTables, email: string): UbersmithClient[] {
  const wanted = email.toLowerCase();
  return [...clients.values()].filter(({ fields }) => fields.email?.toLowerCase() === wanted);
}

export function onClient(call: UbersmithCall, work: (client: UbersmithClient) => Outcome): Outcome {
  const client = call.tables.clients.get(idAt(call, 'client_id'));
  if (client !== undefined) return work(client);
  return refused(`Client ID '${textAt(call.args, 'client_id') ?? ''}' not found.`);
}

function setActive(client: UbersmithClient, active: boolean): Outcome {
  client.active = active;
  return done(true);
}

/** With `strict` a login that is taken fails the call; without it the client is made, only without a login. */
function addClient(call: UbersmithCall): Outcome {
  const { args, tables, ubersmith } = call;
  const wanted = textAt(args, 'uber_login') ?? '';
  const isTaken = clientWithLogin(tables, wanted) !== undefined;
  if (isTaken && flagAt(call, 'strict', false))
    return refused(`Login '${wanted}' is already in use.`);
  const id = nextId(tables, 'client');
  const fields = fieldsOf(call);
  if (isTaken) fields.comments = `Login '${wanted}' was in use; none was set.`;
  tables.clients.set(id, {
    id,
    fields,
    login: isTaken ? '' : wanted,
    password: isTaken ? '' : (textAt(args, 'uber_pass') ?? ''),
    active: true,
    currency: ubersmith.values.brandCurrency,
    metadata: metadataOf(call),
    createdAtMs: ubersmith.nowMs(),
    latestInvoiceMs: null,
  });
  return done(String(id));
}

function getClient(call: UbersmithCall): Outcome {
  const { args, tables, ubersmith } = call;
  const id = textAt(args, 'client_id');
  const login = textAt(args, 'user_login');
  const email = textAt(args, 'email');
  if (id) return one(call, tables.clients.get(Number(id)));
  if (login) return one(call, clientWithLogin(tables, login));
  if (!email) return refused('No client_id, user_login or email given.');
  const found = clientsWithEmail(tables, email).filter((client) => isVisible(call, client));
  const { emailWins } = ubersmith.values;
  if (found.length > 1 && emailWins === 'refused') return refused('More than one client found.');
  return one(call, emailWins === 'last' ? found.at(-1) : found[0]);
}

function one(call: UbersmithCall, client: UbersmithClient | undefined): Outcome {
  if (client === undefined || !isVisible(call, client)) return refused('No matching client found.');
  return done(shown(call, client));
}

function shown(call: UbersmithCall, client: UbersmithClient) {
  return clientResource(call.tables, client, flagAt(call, 'metadata', false));
}

function visible(call: UbersmithCall): UbersmithClient[] {
  return [...call.tables.clients.values()].filter((client) => isVisible(call, client));
}

function isVisible(call: UbersmithCall, { active }: UbersmithClient): boolean {
  return active || flagAt(call, 'allclients', false);
}

function fieldsOf({ args }: UbersmithCall): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of FIELDS) {
    const value = textAt(args, name);
    if (value !== undefined) fields[name] = value;
  }
  return fields;
}
