import { describe, expect, it } from 'vitest';
import { makeClient, startWhmcs } from './support/whmcs-server.ts';

const WHOLE = {
  firstname: 'Ann',
  lastname: 'Lee',
  email: 'ann@example.com',
  address1: '1 Mill Lane',
  city: 'Leeds',
  state: 'Yorkshire',
  postcode: 'LS1 1AA',
  country: 'GB',
  phonenumber: '+44 113 496 0000',
  password2: 'Abcdef123',
};

describe('AddClient', () => {
  it('makes a client and its user', async () => {
    const { api, options } = await startWhmcs();
    const { json } = await api('AddClient', WHOLE);
    expect(json).toEqual({ result: 'success', clientid: '1', owner_id: 1 });
    await options({ typing: 'observed' });
    const next = await api('AddClient', { ...WHOLE, email: 'bob@example.com' });
    expect(next.json).toEqual({ result: 'success', clientid: 2, owner_id: 2 });
  });

  it.each<[string, Record<string, string>, string]>([
    ['first name', { firstname: '' }, 'You did not enter your first name'],
    ['last name', { lastname: '' }, 'You did not enter your last name'],
    ['e-mail', { email: '' }, 'You did not enter your email address'],
    ['valid e-mail', { email: 'ann@' }, 'The email address you entered was not valid'],
    ['address', { address1: '' }, 'You did not enter your  address line 1'],
    ['city', { city: '' }, 'You did not enter your city'],
    ['state', { state: '' }, 'You did not enter your state'],
    ['postcode', { postcode: '' }, 'You did not enter your postcode'],
    ['country', { country: 'England' }, 'Valid country required'],
    ['country that there is', { country: 'XX' }, 'Valid country required'],
    ['country, not several', { country: 'eu' }, 'Valid country required'],
    ['phone number', { phonenumber: '' }, 'You did not enter your phone number'],
    ['valid phone number', { phonenumber: 'none' }, 'Invalid telephone phone number'],
    ['password', { password2: '' }, 'The Password field is required.'],
    ['known owner', { owner_user_id: '9' }, 'Invalid Owner User ID'],
  ])('wants a %s', async (_what, change, message) => {
    const { api } = await startWhmcs();
    const reply = await api('AddClient', { ...WHOLE, ...change });
    expect([reply.status, reply.json]).toEqual([200, { result: 'error', message }]);
  });

  it('skips validation of the profile, but not of e-mail and password', async () => {
    const { api } = await startWhmcs();
    const bare = { email: 'ann@example.com', password2: 'x', skipvalidation: 1 };
    const complaint = async (change: Record<string, string>) =>
      (await api('AddClient', { ...bare, ...change })).json.message;
    expect(await complaint({ email: 'x' })).toBe('The email address you entered was not valid');
    expect(await complaint({ password2: '' })).toBe('The Password field is required.');
    expect(await complaint({})).toBeUndefined();
  });

  it('refuses an e-mail that a user has, in any case', async () => {
    const { api } = await startWhmcs();
    await api('AddClient', WHOLE);
    const again = await api('AddClient', { ...WHOLE, email: 'ANN@example.com' });
    expect(again.json.message).toBe('A user already exists with that email address');
  });

  it('gives an existing user a second client, without a password', async () => {
    const { api } = await startWhmcs();
    await api('AddClient', WHOLE);
    const { password2: _, ...rest } = WHOLE;
    const second = await api('AddClient', { ...rest, owner_user_id: 1, currency: 2 });
    expect(second.json).toEqual({ result: 'success', clientid: '2', owner_id: 1 });
    const { users } = (await api('GetUsers', { search: 'ann@' })).json;
    expect(users[0].clients).toEqual([
      { id: 1, isOwner: true },
      { id: 2, isOwner: true },
    ]);
    expect((await api('GetClientsDetails', { clientid: 2 })).json.client.currency_code).toBe('USD');
  });

  it('honours optional fields, banned domains and required custom fields', async () => {
    const { api, control, options } = await startWhmcs();
    await options({ optionalProfileFields: ['phonenumber'], bannedEmailDomains: ['spam.example'] });
    await control({ catalogue: { customFields: [{ id: 3, name: 'VAT name', isRequired: true }] } });
    const add = async (change: Record<string, string>) =>
      (await api('AddClient', { ...WHOLE, phonenumber: '', ...change })).json;
    expect((await add({ email: 'a@spam.example' })).message).toBe(
      'The email address entered is not available for use.',
    );
    expect((await add({})).message).toBe(
      'You did not provide required custom field value for VAT name',
    );
    const customfields = btoa('a:1:{i:3;s:7:"Z\u00c3\u00bcrich";}');
    expect((await add({ customfields })).result).toBe('success');
    const { client } = (await api('GetClientsDetails', { email: WHOLE.email })).json;
    expect([client.customfields, client.customfields1]).toEqual([
      [{ id: 3, value: 'Zürich' }],
      'Zürich',
    ]);
  });

  it('keeps only the digits of a phone number from version 9 on', async () => {
    const { api, options } = await startWhmcs();
    await options({ version: 9 });
    await api('AddClient', WHOLE);
    const { client } = (await api('GetClientsDetails', { clientid: 1 })).json;
    expect(client.phonenumber).toBe('441134960000');
  });

  it('welcomes by mail unless told not to', async () => {
    const { api } = await startWhmcs();
    await api('AddClient', WHOLE);
    await api('AddClient', { ...WHOLE, email: 'bob@example.com', noemail: 1 });
    expect((await api('GetEmails', { clientid: 1 })).json.emails.email[0].subject).toBe('Welcome');
    expect((await api('GetEmails', { clientid: 2 })).json.numreturned).toBe('0');
  });
});

describe('GetClientsDetails', () => {
  it('shows the client, and the deprecated copy beside', async () => {
    const { api } = await startWhmcs();
    await api('AddClient', { ...WHOLE, companyname: 'Lee Ltd', tax_id: 'GB1' });
    const { json } = await api('GetClientsDetails', { clientid: 1 });
    expect(json.client).toMatchObject({
      id: 1,
      client_id: 1,
      userid: 1,
      owner_user_id: 1,
      fullname: 'Ann Lee',
      companyname: 'Lee Ltd',
      tax_id: 'GB1',
      country: 'GB',
      countrycode: 'GB',
      currency: 1,
      currency_code: 'EUR',
      credit: '0.00',
      status: 'Active',
      taxexempt: false,
      latefeeoveride: false,
      overideduenotices: false,
      allowSingleSignOn: 1,
      email_verified: false,
      users: { user: [{ id: 1, name: 'Ann Lee', email: 'ann@example.com', is_owner: true }] },
    });
    expect(json).toMatchObject({ userid: 1, email: 'ann@example.com' });
    expect(json).not.toHaveProperty('stats');
  });

  it('finds by exact e-mail only', async () => {
    const { api } = await startWhmcs();
    await api('AddClient', WHOLE);
    const find = async (fields: Record<string, string>) =>
      (await api('GetClientsDetails', fields)).json;
    expect((await find({ email: 'Ann@Example.com' })).client.id).toBe(1);
    expect((await find({ email: 'ann@example.co' })).message).toBe('Client Not Found');
    expect((await find({ clientid: '7' })).message).toBe('Client Not Found');
    expect((await find({})).message).toBe('Either clientid Or email Is Required');
  });

  it('counts invoices when asked for statistics', async () => {
    const { api } = await startWhmcs();
    await api('AddClient', WHOLE);
    const line = { itemdescription1: 'a', itemamount1: '5' };
    await api('CreateInvoice', { userid: 1, duedate: '2026-09-01', ...line });
    await api('CreateInvoice', { userid: 1, draft: 1, ...line });
    const { stats } = (await api('GetClientsDetails', { clientid: 1, stats: 'true' })).json;
    expect(stats).toMatchObject({
      numdueinvoices: 1,
      dueinvoicesbalance: '€5.00 EUR',
      numoverdueinvoices: 1,
      numDraftInvoices: 1,
      numpaidinvoices: 0,
    });
  });
});

describe('UpdateClient', () => {
  it('changes what is named, echoes the id as a text, and finds by e-mail', async () => {
    const { api } = await startWhmcs();
    await api('AddClient', WHOLE);
    const change = { lastname: 'Ray', overrideautoclose: 1, taxexempt: 1, status: 'inactive' };
    const reply = await api('UpdateClient', { clientid: 1, ...change });
    expect(reply.json).toEqual({ result: 'success', clientid: '1' });
    await api('UpdateClient', { clientemail: WHOLE.email, city: 'York', currency: 3 });
    const { client } = (await api('GetClientsDetails', { clientid: 1 })).json;
    expect(client).toMatchObject({
      firstname: 'Ann',
      lastname: 'Ray',
      city: 'York',
      currency_code: 'GBP',
      overrideautoclose: true,
      taxexempt: true,
      status: 'Inactive',
    });
  });

  it.each<[Record<string, string | number>, string]>([
    [{ clientid: 9 }, 'Client ID Not Found'],
    [{}, 'Client ID Not Found'],
    [{ clientid: 1, email: 'bob@example.com' }, 'Duplicate Email Address'],
    [{ clientid: 1, email: 'bob' }, 'The email address entered is not valid'],
  ])('refuses %j', async (fields, message) => {
    const { api } = await startWhmcs();
    await api('AddClient', WHOLE);
    await api('AddClient', { ...WHOLE, email: 'bob@example.com' });
    expect((await api('UpdateClient', fields)).json).toEqual({ result: 'error', message });
  });
});

describe('GetClients', () => {
  it('searches by the beginning of e-mail, names and company', async () => {
    const whmcs = await startWhmcs();
    const clients = [
      { email: 'joann@example.com', firstname: 'Jo', lastname: 'Ann', companyname: '' },
      { email: 'ann@example.com', firstname: 'Zed', lastname: 'Xu', companyname: '' },
      { email: 'ann@example.com.au', firstname: 'Al', lastname: 'Wu', companyname: 'Annex' },
    ];
    for (const client of clients) await makeClient(whmcs, client);
    const find = async (search: string) => {
      const { clients: found } = (await whmcs.api('GetClients', { search })).json;
      return found.client.map(({ id }: { id: number }) => id);
    };
    expect(await find('ann@example.com')).toEqual([2, 3]);
    expect(await find('ANN')).toEqual([1, 2, 3]);
    expect(await find('jo an')).toEqual([1]);
    expect(await find('nnex')).toEqual([]);
  });

  it('pages by 25, sorts and filters', async () => {
    const whmcs = await startWhmcs();
    for (let index = 0; index < 27; index += 1) await makeClient(whmcs, { lastname: `L${index}` });
    await whmcs.api('CloseClient', { clientid: 3 });
    const page = (await whmcs.api('GetClients')).json;
    expect([page.totalresults, page.startnumber, page.numreturned]).toEqual([27, 0, 25]);
    const rest = (await whmcs.api('GetClients', { limitstart: 25, sorting: 'DESC' })).json;
    expect(rest.clients.client.map(({ id }: { id: number }) => id)).toEqual([2, 1]);
    const closed = (await whmcs.api('GetClients', { status: 'Closed' })).json;
    expect(closed.clients.client).toMatchObject([
      { id: 3, status: 'Closed', datecreated: '2026-10-01' },
    ]);
    await whmcs.options({ maximumPageSize: 10 });
    expect((await whmcs.api('GetClients', { limitnum: 2500 })).json.numreturned).toBe(10);
  });
});

describe('CloseClient and DeleteClient', () => {
  it('cancel what is open, and take everything away', async () => {
    const { api } = await startWhmcs();
    await api('AddClient', WHOLE);
    await api('CreateInvoice', { userid: 1, itemdescription1: 'a', itemamount1: 1 });
    await api('CreateInvoice', { userid: 1, draft: 1 });
    await api('AddInvoicePayment', { invoiceid: 1, transid: 't', gateway: 'banktransfer' });
    expect((await api('CloseClient', { clientid: 1 })).json).toEqual({
      result: 'success',
      clientid: '1',
    });
    const status = async (id: number) => (await api('GetInvoice', { invoiceid: id })).json.status;
    expect([await status(1), await status(2)]).toEqual(['Paid', 'Cancelled']);
    expect((await api('DeleteClient', { clientid: 1, deleteusers: 1 })).json.result).toBe(
      'success',
    );
    expect((await api('GetInvoice', { invoiceid: 1 })).json.message).toBe('Invoice ID Not Found');
    expect((await api('GetUsers')).json.totalresults).toBe(0);
    expect((await api('CloseClient', { clientid: 1 })).json.message).toBe('Client ID Not Found');
  });
});

describe('AddClientNote', () => {
  it('notes, and knows its clients', async () => {
    const { api } = await startWhmcs();
    await api('AddClient', WHOLE);
    const noted = await api('AddClientNote', { userid: 1, notes: 'careful' });
    expect(noted.json).toEqual({ result: 'success', noteid: 1 });
    const missing = await api('AddClientNote', { userid: 5, notes: 'x' });
    expect(missing.json.message).toBe('Client ID not found');
  });
});
