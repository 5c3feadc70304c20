import { describe, expect, it } from 'vitest';
import { makeClient, makeInvoice, startWhmcs } from './support/whmcs-server.ts';

describe('what is set up', () => {
  it('lists currencies, payment methods and groups in nested lists', async () => {
    const { api, control } = await startWhmcs();
    const { currencies } = (await api('GetCurrencies')).json;
    expect(currencies.currency[0]).toEqual({
      id: '1',
      code: 'EUR',
      prefix: '€',
      suffix: ' EUR',
      format: '1',
      rate: '1.00000',
    });
    const methods = (await api('GetPaymentMethods')).json;
    expect(methods).toMatchObject({
      totalresults: 3,
      paymentmethods: {
        paymentmethod: [{ module: 'banktransfer', displayname: 'Bank Transfer' }, {}, {}],
      },
    });
    expect((await api('GetClientGroups')).json).toMatchObject({
      totalresults: 0,
      groups: { group: [] },
    });
    await control({
      catalogue: { groups: [{ id: 1, groupname: 'Resellers', groupcolour: '#28C99B' }] },
    });
    expect((await api('GetClientGroups')).json.groups.group).toEqual([
      {
        id: 1,
        groupname: 'Resellers',
        groupcolour: '#28C99B',
        discountpercent: '0.00',
        susptermexempt: '',
        separateinvoices: '',
      },
    ]);
  });
});

describe('versions and clocks', () => {
  it('tells its version in two places', async () => {
    const { api, options } = await startWhmcs();
    expect((await api('WhmcsDetails')).json).toEqual({
      result: 'success',
      whmcs: { version: '8.13.1', canonicalversion: '8.13.1-release.1' },
    });
    await options({ version: 9 });
    const admin = (await api('GetAdminDetails')).json;
    expect([admin.adminid, admin.whmcs.version]).toEqual(['1', '9.0.9']);
  });

  it('shows the server clock and the filter in the automation log', async () => {
    const { api } = await startWhmcs();
    const log = (await api('GetAutomationLog', { startdate: '2026-09-01' })).json;
    expect(log).toMatchObject({
      currentDatetime: '2026-10-01 08:30:00',
      lastDailyCronInvocationTime: '2026-10-01 00:00:00',
      startdate: '2026-09-01 00:00:00',
      enddate: '2026-10-01 23:59:59',
    });
  });
});

describe('the activity log', () => {
  it('keeps what is logged, the newest first', async () => {
    const { api } = await startWhmcs();
    expect((await api('LogActivity', { description: 'one', clientid: 4 })).json).toEqual({
      result: 'success',
    });
    await api('LogActivity', { description: 'two', userid: 5 });
    expect((await api('LogActivity')).json.result).toBe('error');
    const { activity } = (await api('GetActivityLog', { limitstart: 0, limitnum: 1 })).json;
    expect(activity.entry).toEqual([
      {
        id: '2',
        userid: '5',
        date: '2026-10-01 08:30:00',
        description: 'two',
        username: 'admin',
        ipaddress: '203.0.113.9',
      },
    ]);
    expect((await api('GetActivityLog', { clientid: 4 })).json.totalresults).toBe('1');
    expect((await api('GetActivityLog', { description: 'TW' })).json.totalresults).toBe('1');
  });
});

describe('TriggerNotificationEvent', () => {
  it.each<[Record<string, string>, string]>([
    [{}, 'API Notification Events require a identifier string to be passed.'],
    [{ notification_identifier: 'a' }, 'API Notification Events require a title to be provided.'],
    [
      { notification_identifier: 'a', title: 'b' },
      'API Notification Events require a message to be provided.',
    ],
  ])('refuses %j', async (fields, message) => {
    const { api } = await startWhmcs();
    expect((await api('TriggerNotificationEvent', fields)).json.message).toBe(message);
    const whole = {
      notification_identifier: 'a',
      title: 'b',
      message: 'c',
      'attributes[0][label]': 'd',
    };
    expect((await api('TriggerNotificationEvent', whole)).json).toEqual({ result: 'success' });
  });
});

describe('SendEmail', () => {
  const CUSTOM = {
    customtype: 'general',
    customsubject: 'Hello',
    custommessage: '<p>Hi</p>',
    id: 1,
  };

  it('mails a template or an own text, to a client or about an invoice', async () => {
    const whmcs = await startWhmcs();
    const clientid = await makeClient(whmcs);
    const invoice = await makeInvoice(whmcs, clientid, { draft: 0 });
    const send = async (fields: Record<string, string | number>) =>
      (await whmcs.api('SendEmail', fields)).json;
    expect(await send({ messagename: 'Invoice Created', id: invoice })).toEqual({
      result: 'success',
    });
    expect(await send({ ...CUSTOM, customvars: btoa('a:1:{s:1:"k";s:1:"v";}') })).toEqual({
      result: 'success',
    });
    const { emails } = (await whmcs.api('GetEmails', { clientid })).json;
    expect(emails.email.map(({ subject }: { subject: string }) => subject)).toEqual([
      'Customer Invoice',
      'Hello',
    ]);
  });

  it.each<[Record<string, string | number>, string]>([
    [{ id: 1 }, 'You must provide either an existing email template name or a custom message type'],
    [{ messagename: 'None', id: 1 }, 'Email Template not found'],
    [{ messagename: 'Password Reset Validation', id: 1 }, 'Email Template is disabled'],
    [{ messagename: 'Invoice Created' }, 'A related ID is required'],
    [{ messagename: 'Invoice Created', id: 9 }, 'Sending Failed. Please see documentation.'],
    [{ messagename: 'Invoice Created', id: 1 }, 'Sending Failed. Please see documentation.'],
    [{ ...CUSTOM, customtype: 'space' }, 'Invalid message type provided'],
    [{ ...CUSTOM, customsubject: '' }, 'A subject is required for a custom message'],
    [{ ...CUSTOM, custommessage: '' }, 'A message body is required for a custom message'],
    [{ ...CUSTOM, customvars: 'e30=' }, 'The custom variables you provided are invalid.'],
  ])('refuses %j', async (fields, message) => {
    const whmcs = await startWhmcs();
    await makeInvoice(whmcs, await makeClient(whmcs));
    const { emailTemplates } = (await whmcs.get('/control')).json.catalogue;
    const changed = emailTemplates.map((template: { name: string }) => ({
      ...template,
      isDisabled: template.name.startsWith('Password'),
    }));
    await whmcs.control({ catalogue: { emailTemplates: changed } });
    expect((await whmcs.api('SendEmail', fields)).json).toEqual({ result: 'error', message });
  });

  it('does not mail what the client does not want', async () => {
    const whmcs = await startWhmcs();
    const clientid = await makeClient(whmcs);
    await whmcs.api('UpdateClient', { clientid, 'email_preferences[general]': 0 });
    expect((await whmcs.api('SendEmail', CUSTOM)).json.message).toContain('Sending Failed');
  });
});

describe('GetEmailTemplates and GetEmails', () => {
  it('list by type, and answer an error with status', async () => {
    const { api } = await startWhmcs();
    const { emailtemplates } = (await api('GetEmailTemplates', { type: 'invoice' })).json;
    expect(emailtemplates.emailtemplate[0]).toEqual({
      id: '4',
      name: 'Invoice Created',
      subject: 'Customer Invoice',
      custom: '0',
    });
    expect((await api('GetEmails', { clientid: 9 })).json).toEqual({
      status: 'error',
      message: 'Client ID not found',
    });
  });
});

describe('lists of what the emulator does not have', () => {
  it.each([
    ['GetClientsProducts', 'products', 'product'],
    ['GetClientsDomains', 'domains', 'domain'],
    ['GetContacts', 'contacts', 'contact'],
    ['GetOrders', 'orders', 'order'],
  ])('%s is empty', async (action, field, element) => {
    const { api } = await startWhmcs();
    expect((await api(action, { clientid: 1 })).json).toEqual({
      result: 'success',
      totalresults: 0,
      startnumber: 0,
      numreturned: 0,
      [field]: { [element]: [] },
    });
  });
});
