/** Clients as Ubersmith shows them: texts throughout, with a password hash among them, as in the vendor's own samples. */
import { formatDecimal, sum } from '../billing-desk/decimal.ts';
import { unix } from './call.ts';
import type { UbersmithClient, UbersmithTables } from './tables.ts';
import { totalsOf } from './totals.ts';

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
] as const;

export function clientResource(
  tables: UbersmithTables,
  client: UbersmithClient,
  withMetadata: boolean,
) {
  const { id, fields, login, active, metadata, createdAtMs, latestInvoiceMs } = client;
  const plain = Object.fromEntries(FIELDS.map((field) => [field, fields[field] ?? '']));
  const own = [...tables.invoices.values()].filter(({ clientId }) => clientId === id);
  const owed = sum(own.map((invoice) => totalsOf(tables, invoice).unpaid));
  return {
    clientid: String(id),
    ...plain,
    ...fields,
    login,
    listed_company: fields.company || `${fields.last ?? ''}, ${fields.first ?? ''}`,
    // Shaped like one, made of nothing secret.
    password: `{ssha1}${'0'.repeat(32)}`,
    password_changed: unix(createdAtMs),
    active: active ? '1' : '0',
    class_id: fields.brand_id ?? '1',
    priority: '0',
    balance: '0.00',
    inv_balance: formatDecimal(owed, 2),
    discount: '0',
    commission: '0',
    created: unix(createdAtMs),
    latest_inv: latestInvoiceMs === null ? '0' : unix(latestInvoiceMs),
    ...(withMetadata && { metadata }),
  };
}
