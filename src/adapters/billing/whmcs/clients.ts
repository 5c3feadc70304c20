// Since WHMCS 8 a user (who signs in) and a client (who is billed) are two things; one user may own several clients.
import { err, ok, type Result } from '#core/result.ts';
import type {
  BillingClient,
  BillingFailure,
  NewBillingClient,
  OwnedBillingClient,
} from '#ports/billing-system.ts';
import { personName } from '../wire/person-name.ts';
import { idText } from '../wire/php-values.ts';
import type { WhmcsApi } from './api.ts';
import { readAs } from './read.ts';
import type { WhmcsSettings } from './settings.ts';
import { whmcsClient, whmcsClients, whmcsCurrencies, whmcsUsers } from './shapes.ts';

/** Searches match the beginning of addresses and names; a whole address has few others behind it. */
const SEARCH_ROWS = 100;

export async function readClient(
  api: WhmcsApi,
  id: string,
): Promise<Result<BillingClient | null, BillingFailure>> {
  const found = await readAs(api, 'GetClientsDetails', { clientid: id, stats: false }, whmcsClient);
  if (!found.ok) return found.error.code === 'billing_client_missing' ? ok(null) : found;
  const { email, currency_code: currency, status } = found.value.client;
  // Inactive is what WHMCS calls a client without products: post-pay clients have none, and can pay.
  return ok({ id: found.value.client.id, email, currency, active: status !== 'Closed' });
}

/** By the client's own address, else by the address of the user who owns it. Closed ones are past. */
export async function findClient(
  api: WhmcsApi,
  email: string,
): Promise<Result<BillingClient | null, BillingFailure>> {
  const search = { search: email, limitstart: 0, limitnum: SEARCH_ROWS };
  const clients = await readAs(api, 'GetClients', search, whmcsClients);
  if (!clients.ok) return clients;
  const open = clients.value.clients.filter(
    (client) => isSame(client.email, email) && client.status !== 'Closed',
  );
  if (open.length > 0)
    return onlyOne(
      api,
      email,
      open.map(({ id }) => id),
    );
  const user = await findUser(api, email);
  if (!user.ok) return user;
  return onlyOne(api, email, user.value?.ownedClientIds ?? []);
}

async function onlyOne(
  api: WhmcsApi,
  email: string,
  ids: readonly string[],
): Promise<Result<BillingClient | null, BillingFailure>> {
  const read = await Promise.all(ids.slice(0, 5).map((id) => readClient(api, id)));
  const open: BillingClient[] = [];
  for (const client of read) {
    if (!client.ok) return client;
    if (client.value?.active) open.push(client.value);
  }
  const [first = null, second] = open;
  // What it is called over there does not matter: the user with our client's address owns it.
  if (!second) return ok(first && { ...first, email });
  const detail = `clients ${open.map(({ id }) => id).join(' and ')} have the same address`;
  return err(api.failure('read', 'billing_ambiguous', detail));
}

/** Nobody knows of people who own more; those beyond are not offered. */
const OWNED_AT_MOST = 25;

/** GetUsers and GetClientsDetails are documented for this; which permissions a user has who does not own a client is not. */
export async function ownedClients(
  api: WhmcsApi,
  email: string,
): Promise<Result<readonly OwnedBillingClient[], BillingFailure>> {
  const user = await findUser(api, email);
  if (!user.ok) return user;
  const ids = (user.value?.ownedClientIds ?? []).slice(0, OWNED_AT_MOST);
  const read = await Promise.all(ids.map((id) => readOwned(api, id)));
  const open: OwnedBillingClient[] = [];
  for (const client of read) {
    if (!client.ok) return client;
    if (client.value?.active) open.push(client.value);
  }
  return ok(open);
}

async function readOwned(
  api: WhmcsApi,
  id: string,
): Promise<Result<OwnedBillingClient | null, BillingFailure>> {
  const found = await readAs(api, 'GetClientsDetails', { clientid: id, stats: false }, whmcsClient);
  if (!found.ok) return found.error.code === 'billing_client_missing' ? ok(null) : found;
  const { client } = found.value;
  return ok({
    id: client.id,
    email: client.email.trim().toLowerCase(),
    currency: client.currency_code,
    active: client.status !== 'Closed',
    name: `${client.firstname} ${client.lastname}`.trim(),
    company: client.companyname.trim(),
    emailVerified: client.email_verified === undefined ? undefined : isTrue(client.email_verified),
  });
}

interface WhmcsUser {
  readonly id: string;
  readonly ownedClientIds: readonly string[];
}

async function findUser(
  api: WhmcsApi,
  email: string,
): Promise<Result<WhmcsUser | null, BillingFailure>> {
  const search = { search: email, limitstart: 0, limitnum: SEARCH_ROWS };
  const users = await readAs(api, 'GetUsers', search, whmcsUsers);
  if (!users.ok) return users;
  const user = users.value.users.find((one) => isSame(one.email, email));
  if (!user) return ok(null);
  const owned = user.clients.filter(({ isOwner }) => isTrue(isOwner));
  return ok({ id: user.id, ownedClientIds: owned.map(({ id }) => id) });
}

/**
 * One AddClient. A user with the address who owns no open client gets this one; the address is proved. Nobody is asked
 * for a postal address here, and no mail of theirs goes out.
 */
export async function createClient(
  api: WhmcsApi,
  settings: WhmcsSettings,
  client: NewBillingClient,
): Promise<Result<BillingClient, BillingFailure>> {
  const currencies = await readAs(api, 'GetCurrencies', {}, whmcsCurrencies);
  if (!currencies.ok) return currencies;
  const currency = currencies.value.currencies.find(({ code }) => code === client.currency);
  if (!currency) {
    const detail = `WHMCS has no currency ${client.currency}`;
    return err(api.failure('write', 'billing_currency_differs', detail));
  }
  const user = await findUser(api, client.email);
  if (!user.ok) return user;
  const { first, last } = personName(client.name);
  const added = await api.write('AddClient', {
    firstname: first,
    lastname: last,
    companyname: client.company || undefined,
    email: client.email,
    // Needed also where nobody will use it: skipvalidation does not lift it.
    password2: client.password,
    owner_user_id: user.value?.id,
    currency: currency.id,
    groupid: settings.clientGroupId,
    noemail: true,
    skipvalidation: true,
  });
  if (!added.ok) return added;
  const id = idText.safeParse(added.value.clientid);
  if (!id.success) {
    return err(api.failure('write', 'billing_answer_malformed', 'AddClient: no clientid'));
  }
  return ok({ id: id.data, email: client.email, currency: client.currency, active: true });
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}
