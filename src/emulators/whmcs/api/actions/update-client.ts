/** UpdateClient: changes only what is named. */
import { clientByEmail } from '../../clients/clients.ts';
import { customFieldsOf } from '../../clients/profile-check.ts';
import { isEmail } from '../../clients/users.ts';
import {
  CLIENT_FLAGS,
  type Client,
  type ClientStatus,
  EMAIL_KINDS,
  PROFILE_FIELDS,
} from '../../installation.ts';
import { type Action, type Call, clientAt } from '../action.ts';
import { type Answer, done, refused } from '../answer.ts';
import { isTruthy } from '../params.ts';

export const updateClientAction: Action = { name: 'UpdateClient', writes: true, run: updateClient };

const STATUSES: readonly ClientStatus[] = ['Active', 'Inactive', 'Closed'];

function updateClient(call: Call): Answer {
  const { installation, params } = call;
  const client = params.has('clientid')
    ? clientAt(call, 'clientid')
    : (clientByEmail(installation, params.text('clientemail')) ?? undefined);
  if (client === undefined) return refused('Client ID Not Found');
  const email = params.text('email');
  if (email !== '' && !isEmail(email)) return refused('The email address entered is not valid');
  const holder = email === '' ? null : clientByEmail(installation, email);
  if (holder !== null && holder.id !== client.id) return refused('Duplicate Email Address');
  change(call, client);
  // Echoed as it was sent: a text, on every version seen.
  return done({ clientid: params.text('clientid') || String(client.id) });
}

function change({ installation, params }: Call, client: Client): void {
  for (const field of PROFILE_FIELDS) {
    if (params.has(field)) client.profile[field] = params.text(field);
  }
  if (params.has('country')) client.profile.country = params.text('country').toUpperCase();
  if (params.has('phonenumber') && installation.tables.options.version === 9) {
    client.profile.phonenumber = params.text('phonenumber').replace(/\D/g, '');
  }
  for (const flag of CLIENT_FLAGS) if (params.has(flag)) client.flags[flag] = params.flag(flag);
  const preferences = params.entries('email_preferences');
  for (const kind of EMAIL_KINDS) {
    const wanted = preferences.get(kind);
    if (wanted !== undefined) client.emailPreferences[kind] = isTruthy(wanted);
  }
  if (params.has('customfields')) {
    client.customFields = { ...client.customFields, ...customFieldsOf(params) };
  }
  const { currencies } = installation.tables.catalogue;
  const currency = currencies.find(({ id }) => id === params.integer('currency'));
  if (currency !== undefined) client.currencyId = currency.id;
  if (params.has('groupid')) client.groupId = params.integer('groupid');
  if (params.has('paymentmethod')) client.defaultGateway = params.text('paymentmethod');
  const status = params.text('status').toLowerCase();
  client.status = STATUSES.find((one) => one.toLowerCase() === status) ?? client.status;
}
