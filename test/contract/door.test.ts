import { describe, expect, it } from 'vitest';
import { BLESTA_RULES } from '../../contract/blesta/rules.ts';
import { createDoor, type DoorRules } from '../../contract/door.ts';
import { HOSTBILL_RULES } from '../../contract/hostbill/rules.ts';
import { UBERSMITH_RULES } from '../../contract/ubersmith/rules.ts';
import { WHMCS_RULES } from '../../contract/whmcs/rules.ts';

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:1';

interface Call {
  readonly path?: string;
  readonly json?: boolean;
  readonly fields: Readonly<Record<string, string>>;
}

/** With client 7, invoice 70 and service 700 as the sandbox's. */
function send(rules: DoorRules, { path = '/', json = false, fields }: Call) {
  const door = createDoor(rules, (email) => email === 'sandbox@example.com');
  door.adopt('client', '7');
  door.adopt('invoice', '70');
  door.adopt('service', '700');
  const body = json ? JSON.stringify(fields) : new URLSearchParams(fields);
  const type = json ? 'application/json' : 'application/x-www-form-urlencoded';
  const headers = { 'content-type': type };
  return door.fetch(NOWHERE + path, { method: 'POST', body, headers });
}

const whmcs = (fields: Call['fields']) => ['whmcs', WHMCS_RULES, { fields }] as const;
const blesta = (method: string, fields: Call['fields'], json = false) =>
  ['blesta', BLESTA_RULES, { path: `/api/${method}.json`, fields, json }] as const;
const hostbill = (fields: Call['fields'], path = '/admin/api.php') =>
  ['hostbill', HOSTBILL_RULES, { path, fields }] as const;
const ubersmith = (fields: Call['fields'], path = '/api/2.0/') =>
  ['ubersmith', UBERSMITH_RULES, { path, fields }] as const;

describe('createDoor', () => {
  it.each([
    whmcs({ action: 'AddClient', email: 'ann@example.com' }),
    whmcs({ action: 'CreateInvoice', userid: '8' }),
    whmcs({ action: 'UpdateInvoice', invoiceid: '71', userid: '7' }),
    whmcs({ action: 'CloseClient', clientid: '8' }),
    whmcs({ action: 'CreateSsoToken', client_id: '8' }),
    whmcs({ action: 'DeleteClient', clientid: '7' }),
    whmcs({ action: 'UpdateClient', clientid: '7' }),
    whmcs({ action: 'AddInvoicePayment', invoiceid: '70' }),
    whmcs({}),
    blesta('clients/create', { 'vars[email]': 'ann@example.com' }),
    blesta('clients/create', { 'vars[email]': 'sandbox@example.com', 'vars[username]': 'ann' }),
    blesta('clients/edit', { client_id: '8' }),
    blesta('clients/delete', { client_id: '7' }),
    blesta('invoices/add', { 'vars[client_id]': '8', client_id: '7' }),
    blesta('invoices/edit', { invoice_id: '71' }),
    blesta('invoices/setMeta', { invoice_id: '71' }, true),
    blesta('transactions/add', { client_id: '7' }),
    hostbill({ call: 'addClient', email: 'ann@example.com' }),
    hostbill({ call: 'addInvoice', client_id: '8' }),
    hostbill({ call: 'addInvoiceItem', id: '71' }),
    hostbill({ call: 'deleteInvoice', id: '71' }),
    hostbill({ call: 'setInvoiceStatus' }),
    hostbill({ call: 'deleteClient', id: '7' }),
    hostbill({ call: 'addInvoice', client_id: '7' }, '/admin/api.php?call=getClients'),
    hostbill({ email: 'ann@example.com' }, '/index.php?cmd=autologin&action=login'),
    ubersmith({ method: 'client.add', email: 'sandbox@example.com', uber_login: 'ann' }),
    ubersmith({ method: 'client.service_add', client_id: '8' }),
    ubersmith({ method: 'client.service_deactivate', service_id: '701' }),
    ubersmith({ method: 'client.invoice_generate', client_id: '7', 'include_packs[701]': '1' }),
    ubersmith({ method: 'client.invoice_disregard', client_id: '7', inv_id: '71' }),
    ubersmith({ method: 'client.invoice_disregard', client_id: '8', inv_id: '70' }),
    ubersmith({ method: 'client.deactivate', client_id: '8' }),
    ubersmith({ method: 'client.credit_add', client_id: '7' }),
    ubersmith({ method: 'client.deactivate', client_id: '8' }, '/api/2.0/?method=client.get'),
  ])('lets nothing of %s out that is not the sandbox’s: %3$j', async (_system, rules, call) => {
    await expect(send(rules, call)).rejects.toThrow('refused at the door');
  });

  it.each([
    whmcs({ action: 'UpdateInvoice', invoiceid: '70' }),
    blesta('invoices/edit', { invoice_id: '70' }),
    blesta('invoices/setMeta', { invoice_id: '70' }, true),
    hostbill({ call: 'addInvoice', client_id: '7' }),
    ubersmith({ method: 'client.invoice_generate', client_id: '7', 'include_packs[700]': '1' }),
  ])('lets out what is, of %s', async (_system, rules, call) => {
    await expect(send(rules, call)).rejects.toThrow('fetch failed');
  });

  it('takes every value of a name that is given twice for what is meant', async () => {
    const fields = { client_id: '7' };
    const call = { path: '/api/2.0/?method=client.deactivate&client_id=8', fields };
    await expect(send(UBERSMITH_RULES, call)).rejects.toThrow('refused at the door');
  });
});
