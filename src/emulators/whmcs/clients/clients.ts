/** Clients: the billing accounts. */
import {
  CLIENT_FLAGS,
  type Client,
  type ClientFlag,
  EMAIL_KINDS,
  type EmailKind,
  type Installation,
  nextId,
  PROFILE_FIELDS,
  type ProfileField,
} from '../installation.ts';
import { setInvoiceStatus } from '../invoices/invoices.ts';
import { foldEmail } from './users.ts';

export interface NewClient {
  readonly ownerUserId: number;
  readonly profile: Partial<Record<ProfileField, string>>;
  readonly currencyId: number;
  readonly groupId: number;
  readonly customFields: Record<string, string>;
}

export function makeClient(installation: Installation, given: NewClient): Client {
  const { tables } = installation;
  const client: Client = {
    id: nextId(tables, 'client'),
    uuid: crypto.randomUUID(),
    ownerUserId: given.ownerUserId,
    profile: record(PROFILE_FIELDS, (field: ProfileField) => given.profile[field] ?? ''),
    flags: record(CLIENT_FLAGS, (_flag: ClientFlag) => false),
    emailPreferences: record(EMAIL_KINDS, (_kind: EmailKind) => true),
    customFields: given.customFields,
    currencyId: given.currencyId,
    groupId: given.groupId,
    defaultGateway: '',
    status: 'Active',
    creditMinor: 0,
    allowsSingleSignOn: true,
    createdAtMs: installation.nowMs(),
  };
  tables.clients.set(client.id, client);
  return client;
}

export function clientByEmail(installation: Installation, email: string): Client | null {
  const wanted = foldEmail(email);
  for (const client of installation.tables.clients.values()) {
    if (foldEmail(client.profile.email) === wanted) return client;
  }
  return null;
}

export function clientsOf(installation: Installation, userId: number): Client[] {
  return [...installation.tables.clients.values()].filter((one) => one.ownerUserId === userId);
}

export function fullName(client: Client): string {
  return `${client.profile.firstname} ${client.profile.lastname}`.trim();
}

/** Closes the account and cancels what is still to pay. */
export function closeClient(installation: Installation, client: Client): void {
  for (const invoice of installation.tables.invoices.values()) {
    if (invoice.clientId !== client.id) continue;
    if (invoice.status === 'Unpaid' || invoice.status === 'Draft') {
      setInvoiceStatus(installation, invoice, 'Cancelled', 'system');
    }
  }
  client.status = 'Closed';
}

/** Everything that hangs on the client goes with it; the user stays unless told otherwise. */
export function deleteClient(installation: Installation, client: Client, withUser: boolean): void {
  const { tables } = installation;
  for (const table of [
    tables.invoices,
    tables.transactions,
    tables.credits,
    tables.billableItems,
  ]) {
    for (const row of [...table.values()]) if (row.clientId === client.id) table.delete(row.id);
  }
  tables.clients.delete(client.id);
  if (withUser && clientsOf(installation, client.ownerUserId).length === 0) {
    tables.users.delete(client.ownerUserId);
  }
}

function record<Key extends string, Value>(
  keys: readonly Key[],
  initial: (key: Key) => Value,
): Record<Key, Value> {
  // Object.fromEntries forgets which keys it was given.
  return Object.fromEntries(keys.map((key) => [key, initial(key)])) as Record<Key, Value>;
}
