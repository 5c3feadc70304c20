/** Clients and users as Blesta shows them. A user's password hash never is. */
import type { Blesta } from './call.ts';
import { blestaDate } from './dates.ts';
import { type BlestaClient, type BlestaUser, COMPANY_ID } from './tables.ts';

const CONTACT_FIELDS = [
  'first_name',
  'last_name',
  'title',
  'company',
  'email',
  'address1',
  'address2',
  'city',
  'state',
  'zip',
  'country',
] as const;

/** What people see in place of the id. */
export function clientCode({ id }: BlestaClient): string {
  return String(1499 + id);
}

export function clientRow({ tables }: Blesta, client: BlestaClient) {
  const contact = Object.fromEntries(
    CONTACT_FIELDS.map((field) => [field, client.contact[field] ?? null]),
  );
  return {
    id: client.id,
    id_code: clientCode(client),
    user_id: client.userId,
    client_group_id: client.clientGroupId,
    status: client.status,
    contact_id: client.contactId,
    ...contact,
    username: tables.users.get(client.userId)?.username ?? null,
    group_name: 'General',
    company_id: COMPANY_ID,
    date_added: blestaDate(client.addedAtMs),
  };
}

export function clientResource(blesta: Blesta, client: BlestaClient, withSettings: boolean) {
  const row = { ...clientRow(blesta, client), numbers: client.numbers };
  return withSettings ? { ...row, settings: client.settings } : row;
}

export function contactResource(client: BlestaClient) {
  const contact = Object.fromEntries(
    CONTACT_FIELDS.map((field) => [field, client.contact[field] ?? null]),
  );
  const { contactId: id, id: client_id } = client;
  return { id, client_id, contact_type: 'primary', ...contact, numbers: client.numbers };
}

export function userResource({ id, username, recoveryEmail, addedAtMs }: BlestaUser) {
  return {
    id,
    username,
    recovery_email: recoveryEmail,
    two_factor_mode: 'none',
    date_added: blestaDate(addedAtMs),
  };
}
