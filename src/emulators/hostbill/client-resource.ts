/** Clients as HostBill shows them; the details hold a password hash, as the vendor's own samples do. */
import { hostbillDate } from './dates.ts';
import { md5 } from './md5.ts';
import type { HostbillClient } from './tables.ts';

const PLAIN_FIELDS = [
  'email',
  'firstname',
  'lastname',
  'companyname',
  'address1',
  'address2',
  'city',
  'state',
  'postcode',
  'country',
  'phonenumber',
] as const;

export function clientRow({ id, fields, createdAtMs }: HostbillClient) {
  return {
    id: String(id),
    firstname: fields.firstname ?? '',
    lastname: fields.lastname ?? '',
    datecreated: hostbillDate(createdAtMs),
    email: fields.email ?? '',
    companyname: fields.companyname ?? '',
    services: 0,
  };
}

export function clientDetails(client: HostbillClient) {
  const { id, fields, password, currencyId, createdAtMs } = client;
  const plain = Object.fromEntries(PLAIN_FIELDS.map((field) => [field, fields[field] ?? '']));
  return {
    id: String(id),
    ...plain,
    ...fields,
    password: md5(password),
    lastlogin: '0000-00-00 00:00:00',
    ip: '192.0.2.1',
    host: 'host.example',
    status: fields.status ?? 'Active',
    parent_id: '0',
    datecreated: hostbillDate(createdAtMs),
    notes: '',
    language: fields.language ?? 'english',
    company: fields.type === 'Company' ? '1' : '0',
    credit: '0.00',
    taxexempt: fields.taxexempt ?? '0',
    latefeeoveride: '0',
    overideduenotices: '0',
    client_id: String(id),
    cardnum: '',
    currency_id: currencyId,
    privileges: null,
  };
}
