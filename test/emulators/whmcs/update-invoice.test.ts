import { describe, expect, it } from 'vitest';
import { makeClient, makeInvoice, readInvoice, startWhmcs } from './support/whmcs-server.ts';

async function draft(version: 8 | 9 = 8) {
  const whmcs = await startWhmcs();
  await whmcs.options({ version });
  const clientId = await makeClient(whmcs);
  const id = await makeInvoice(whmcs, clientId, {
    itemdescription2: 'web-2',
    itemamount2: '1.00',
    itemtaxed2: 0,
  });
  const update = async (fields: Record<string, string | number>) =>
    (await whmcs.api('UpdateInvoice', { invoiceid: id, ...fields })).json;
  return { whmcs, clientId, id, update, read: () => readInvoice(whmcs, id) };
}

describe('UpdateInvoice', () => {
  it('changes lines by id, adds and deletes lines, and recalculates', async () => {
    const { update, read } = await draft();
    const { items } = await read();
    const [first, second] = items.item;
    const answer = await update({
      [`itemdescription[${first.id}]`]: 'web-1 corrected',
      [`itemamount[${first.id}]`]: '16.95',
      [`itemtaxed[${first.id}]`]: 0,
      'newitemdescription[0]': 'new 1',
      'newitemamount[0]': '10.00',
      'newitemtaxed[0]': 1,
      'newitemdescription[1]': 'new 2',
      'newitemamount[1]': '2.95',
      'newitemtaxed[1]': 0,
      'deletelineids[]': second.id,
      notes: 'Ref: A',
      duedate: '20261103',
    });
    expect(answer).toEqual({ result: 'success', invoiceid: '1' });
    const after = await read();
    expect(
      after.items.item.map((line: Record<string, string>) => Object.values(line).slice(3)),
    ).toEqual([
      ['web-1 corrected', '16.95', '0'],
      ['new 1', '10.00', '1'],
      ['new 2', '2.95', '0'],
    ]);
    expect(after).toMatchObject({ total: '29.90', notes: 'Ref: A', duedate: '2026-11-03' });
  });

  it('refuses a line of which a part is missing, and changes nothing', async () => {
    const { update, read } = await draft();
    const before = await read();
    const [first] = before.items.item;
    const refused = await update({
      [`itemdescription[${first.id}]`]: 'half',
      [`itemamount[${first.id}]`]: '1',
      notes: 'no',
    });
    expect(refused).toEqual({
      result: 'error',
      message:
        'Missing Variables: itemdescription, itemamount and itemtaxed are required for each item being changed',
    });
    expect(await read()).toEqual(before);
  });

  it('publishes a draft once', async () => {
    const { update, read, whmcs, clientId } = await draft();
    expect((await update({ publish: 1, notes: 'Ref: A' })).result).toBe('success');
    expect(await read()).toMatchObject({ status: 'Unpaid', notes: 'Ref: A' });
    for (const flag of ['publish', 'publishandsendemail']) {
      expect((await update({ [flag]: 1 })).message).toBe(
        'Invoice must be in Draft status to be published',
      );
    }
    expect((await whmcs.api('GetEmails', { clientid: clientId })).json.totalresults).toBe('0');
  });

  it('publishes and mails', async () => {
    const { update, whmcs, clientId } = await draft();
    await update({ publishandsendemail: 1 });
    const { emails } = (await whmcs.api('GetEmails', { clientid: clientId })).json;
    expect(emails.email[0].subject).toBe('Customer Invoice');
  });

  it('knows its invoices and statuses', async () => {
    const { update, whmcs } = await draft();
    expect((await update({ status: 'Lost' })).message).toBe('Invalid status Lost');
    const missing = await whmcs.api('UpdateInvoice', { invoiceid: 9, notes: 'x' });
    expect(missing.json.message).toBe('Invoice ID Not Found');
  });

  it('sets statuses and their dates', async () => {
    const { update, read, whmcs } = await draft();
    await update({ status: 'cancelled' });
    expect((await read()).status).toBe('Cancelled');
    const [row] = (await whmcs.api('GetInvoices')).json.invoices.invoice;
    expect(row.date_cancelled).toBe('2026-10-01 08:30:00');
    await update({ status: 'Paid', datepaid: '2026-10-03' });
    expect(await read()).toMatchObject({ status: 'Paid', datepaid: '2026-10-03 00:00:00' });
    await update({ status: 'Unpaid' });
    expect(await read()).toMatchObject({ status: 'Unpaid', datepaid: '0000-00-00 00:00:00' });
  });

  it('cannot set totals, but rates', async () => {
    const { update, read } = await draft();
    await update({ total: '1', subtotal: '1', taxrate: '10' });
    expect(await read()).toMatchObject({ subtotal: '7.63', tax: '0.66', total: '8.29' });
  });
});

describe('UpdateInvoice on an issued invoice', () => {
  const EDITS: [string, Record<string, string>][] = [
    ['a new line', { 'newitemdescription[0]': 'more', 'newitemamount[0]': '5' }],
    ['a deleted line', { 'deletelineids[0]': '1' }],
    ['a tax rate', { taxrate: '19' }],
    ['a date', { date: '2026-09-01' }],
    ['a way back to Draft', { status: 'Draft' }],
  ];

  it.each(EDITS)('of version 9 refuses %s', async (_what, edit) => {
    const { update, read } = await draft(9);
    await update({ publish: 1 });
    const before = await read();
    const refused = await update(edit);
    expect([refused.result, typeof refused.message]).toEqual(['error', 'string']);
    expect(await read()).toEqual(before);
  });

  it('of version 9 may also pretend', async () => {
    const { update, read, whmcs } = await draft(9);
    await update({ publish: 1 });
    await whmcs.options({ immutableEdit: 'ignore' });
    expect((await update({ taxrate: '19' })).result).toBe('success');
    expect((await read()).total).toBe('7.63');
  });

  it('of version 9 can be cancelled, paid and annotated', async () => {
    const { update, read } = await draft(9);
    await update({ publish: 1 });
    await update({ notes: 'thanks', status: 'Cancelled' });
    expect(await read()).toMatchObject({ notes: 'thanks', status: 'Cancelled' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['8', { version: 8 }],
    ['9 with immutability off', { version: 9, immutability: false }],
  ])('of version %s is edited', async (_what, options) => {
    const { update, read, whmcs } = await draft();
    await whmcs.options(options);
    await update({ publish: 1 });
    await update({ 'newitemdescription[0]': 'more', 'newitemamount[0]': '5' });
    expect((await read()).total).toBe('12.63');
  });
});
