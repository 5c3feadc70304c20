/** AddClient, GetClients, CloseClient, DeleteClient, AddClientNote. */
import {
  clientsOf,
  closeClient,
  deleteClient,
  fullName,
  makeClient,
} from '../../clients/clients.ts';
import { customFieldsOf, profileComplaint } from '../../clients/profile-check.ts';
import { makeUser, userByEmail } from '../../clients/users.ts';
import { recordEmail } from '../../emails.ts';
import { type Client, nextId, PROFILE_FIELDS, type User } from '../../installation.ts';
import { serverTime } from '../../server-time.ts';
import { currencyOf } from '../../settings/catalogue.ts';
import { type Action, type Call, clientAt } from '../action.ts';
import { type Answer, done, NestedList, refused } from '../answer.ts';
import { beginsWith, compare, pageOf } from '../paging.ts';

export const clientActions: readonly Action[] = [
  { name: 'AddClient', writes: true, run: addClient },
  { name: 'GetClients', writes: false, run: getClients },
  { name: 'CloseClient', writes: true, run: close },
  { name: 'DeleteClient', writes: true, run: remove },
  { name: 'AddClientNote', writes: true, run: addNote },
];

function addClient(call: Call): Answer {
  const { installation, params } = call;
  const { tables } = installation;
  const complaint = profileComplaint(params, tables.options, tables.catalogue);
  const ownerId = params.integer('owner_user_id');
  const isOwned = params.text('owner_user_id') !== '';
  const existing = isOwned ? tables.users.get(ownerId) : undefined;
  if (isOwned && existing === undefined) return refused('Invalid Owner User ID');
  if (complaint !== null) return refused(complaint);
  // Seen on a live 9.0.9 although the call said skipvalidation.
  if (!isOwned && params.text('password2') === '')
    return refused('The Password field is required.');
  if (!isOwned && userByEmail(installation, params.text('email')) !== null) {
    return refused('A user already exists with that email address');
  }
  const owner = existing ?? newOwner(call);
  const client = makeClient(installation, {
    ownerUserId: owner.id,
    profile: profileOf(call),
    currencyId: currencyOf(tables.catalogue, params.integer('currency')).id,
    groupId: params.integer('groupid'),
    customFields: customFieldsOf(params),
  });
  client.flags.marketingoptin = params.flag('marketingoptin');
  if (!params.flag('noemail')) recordEmail(installation, 'Client Signup Email', client.id);
  return done({ clientid: client.id, owner_id: owner.id });
}

function newOwner({ installation, params }: Call): User {
  return makeUser(installation, {
    firstName: params.text('firstname'),
    lastName: params.text('lastname'),
    email: params.text('email'),
    password: params.text('password2'),
    language: params.text('language'),
  });
}

function profileOf({ installation, params }: Call): Record<string, string> {
  const profile = Object.fromEntries(PROFILE_FIELDS.map((field) => [field, params.text(field)]));
  const phone = params.text('phonenumber');
  const { version } = installation.tables.options;
  return {
    ...profile,
    country: params.text('country').toUpperCase(),
    phonenumber: version === 9 ? phone.replace(/\D/g, '') : phone,
  };
}

const ORDER: Readonly<Record<string, (client: Client) => string | number>> = {
  id: (client) => client.id,
  firstname: (client) => client.profile.firstname,
  lastname: (client) => client.profile.lastname,
  companyname: (client) => client.profile.companyname,
  email: (client) => client.profile.email,
  groupid: (client) => client.groupId,
  datecreated: (client) => client.createdAtMs,
  status: (client) => client.status,
};

function getClients(call: Call): Answer {
  const { installation, params } = call;
  const [search, status] = [params.text('search'), params.text('status').toLowerCase()];
  const key = ORDER[params.text('orderby').toLowerCase()] ?? ((client: Client) => client.id);
  const direction = params.text('sorting').toUpperCase() === 'DESC' ? -1 : 1;
  const found = [...installation.tables.clients.values()]
    .filter((client) => status === '' || client.status.toLowerCase() === status)
    .filter((client) => beginsWith(searchable(client), search))
    .toSorted((a, b) => direction * compare(key(a), key(b)));
  const { rows, counts } = pageOf(call, found);
  const clients = rows.map((client) => ({
    id: client.id,
    firstname: client.profile.firstname,
    lastname: client.profile.lastname,
    companyname: client.profile.companyname,
    email: client.profile.email,
    datecreated: serverTime(installation, client.createdAtMs).slice(0, 10),
    groupid: client.groupId,
    status: client.status,
  }));
  return done({ ...counts, clients: new NestedList('client', clients) });
}

function searchable(client: Client): string[] {
  const { email, firstname, lastname, companyname } = client.profile;
  return [email, firstname, lastname, fullName(client), companyname];
}

function close(call: Call): Answer {
  const client = clientAt(call, 'clientid');
  if (client === undefined) return refused('Client ID Not Found');
  closeClient(call.installation, client);
  return done({ clientid: client.id });
}

function remove(call: Call): Answer {
  const { installation, params } = call;
  const client = clientAt(call, 'clientid');
  if (client === undefined) return refused('Client ID Not Found');
  const isLast = clientsOf(installation, client.ownerUserId).length === 1;
  deleteClient(installation, client, isLast && params.flag('deleteusers'));
  return done({ clientid: client.id });
}

function addNote(call: Call): Answer {
  const client = clientAt(call, 'userid');
  if (client === undefined) return refused('Client ID not found');
  const separator = client.profile.notes === '' ? '' : '\n';
  client.profile.notes += separator + call.params.text('notes');
  return done({ noteid: nextId(call.installation.tables, 'note') });
}
