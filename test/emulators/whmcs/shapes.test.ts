import { describe, expect, it } from 'vitest';
import { LINE, makeClient, makeInvoice, readInvoice, startWhmcs } from './support/whmcs-server.ts';

async function withInvoice() {
  const whmcs = await startWhmcs();
  const clientId = await makeClient(whmcs, { companyname: `O'Neil & "Sons" <Ltd>` });
  const id = await makeInvoice(whmcs, clientId, { notes: 'A & B' });
  return { whmcs, clientId, id };
}

describe('typing', () => {
  it.each([
    ['documented', ['1', '1', '1', 1, false]],
    ['observed', [1, 1, 1, 1, false]],
    ['strings', ['1', '1', '1', '1', '']],
  ])('in the profile %s', async (typing, expected) => {
    const { whmcs, clientId, id } = await withInvoice();
    await whmcs.options({ typing });
    const invoice = await readInvoice(whmcs, id);
    const [line] = invoice.items.item;
    const listed = (await whmcs.api('GetInvoices')).json.invoices.invoice[0].id;
    const details = (await whmcs.api('GetClientsDetails', { clientid: clientId })).json;
    expect([invoice.invoiceid, line.id, line.taxed, listed, details.client.taxexempt]).toEqual(
      expected,
    );
    expect(invoice.total).toBe('6.63');
  });
});

describe('lists', () => {
  it.each<[string, unknown]>([
    ['documented', { invoice: [] }],
    ['nested', { invoice: [] }],
    ['array', []],
    ['object', {}],
    ['text', ''],
    ['absent', undefined],
  ])('are empty as %s says', async (emptyLists, expected) => {
    const { whmcs, id } = await withInvoice();
    await whmcs.options({ emptyLists });
    const none = (await whmcs.api('GetInvoices', { userid: 99 })).json;
    expect(none).toMatchObject({ result: 'success', totalresults: 0 });
    expect(none.invoices).toEqual(expected);
    const { transactions } = await readInvoice(whmcs, id);
    const nested = emptyLists === 'nested' ? { transaction: [] } : expected;
    expect(transactions).toEqual(emptyLists === 'documented' ? '' : nested);
  });

  it('of one may come as that one, and of many keyed by numbers', async () => {
    const { whmcs, clientId, id } = await withInvoice();
    await whmcs.options({ lists: 'single-as-object' });
    expect((await readInvoice(whmcs, id)).items.item.description).toBe('web-1');
    await makeInvoice(whmcs, clientId);
    expect((await whmcs.api('GetInvoices')).json.invoices.invoice).toHaveLength(2);
    await whmcs.options({ lists: 'number-keyed' });
    const { invoice } = (await whmcs.api('GetInvoices', { order: 'asc' })).json.invoices;
    expect([Object.keys(invoice), invoice[1].id]).toEqual([['0', '1'], 2]);
  });
});

describe('htmlEntities', () => {
  it('are written for what people typed, where that is switched on', async () => {
    const { whmcs, clientId, id } = await withInvoice();
    const company = async () =>
      (await whmcs.api('GetClientsDetails', { clientid: clientId })).json.client.companyname;
    expect(await company()).toBe(`O'Neil & "Sons" <Ltd>`);
    await whmcs.options({ htmlEntities: true });
    expect(await company()).toBe('O&#039;Neil &amp; &quot;Sons&quot; &lt;Ltd&gt;');
    expect((await readInvoice(whmcs, id)).notes).toBe('A &amp; B');
  });
});

describe('noise', () => {
  it('stands around the JSON of the named actions', async () => {
    const { whmcs, id } = await withInvoice();
    await whmcs.options({
      noise: { actions: ['createinvoice'], before: '<div>Module error</div>' },
    });
    const reply = await whmcs.api('CreateInvoice', { userid: 1, ...LINE });
    expect(reply.text).toMatch(/^<div>Module error<\/div>\{"result":"success"/);
    expect((await readInvoice(whmcs, id)).result).toBe('success');
    await whmcs.options({ noise: { after: '<!-- 3 ms -->' } });
    expect((await whmcs.api('GetCurrencies')).text).toMatch(/\}<!-- 3 ms -->$/);
  });
});

describe('warning', () => {
  it('comes with a success, also where nothing was done', async () => {
    const { whmcs, id } = await withInvoice();
    await whmcs.options({ warning: { actions: ['UpdateInvoice'], text: 'deprecated' } });
    const warned = await whmcs.api('UpdateInvoice', { invoiceid: id, notes: 'one' });
    expect(warned.json).toEqual({ result: 'success', invoiceid: '1', warning: 'deprecated' });
    await whmcs.options({ warning: { actions: ['UpdateInvoice'], text: 'sorry', undone: true } });
    const undone = await whmcs.api('UpdateInvoice', { invoiceid: id, notes: 'two', publish: 1 });
    expect(undone.json).toMatchObject({ result: 'success', warning: 'sorry' });
    expect(await readInvoice(whmcs, id)).toMatchObject({ notes: 'one', status: 'Draft' });
    const writes = (await whmcs.get('/writes')).json;
    expect(writes.slice(-2).map(({ committed }: { committed: boolean }) => committed)).toEqual([
      true,
      false,
    ]);
  });
});

describe('meddlingHook', () => {
  it('changes lines and notes at creation, and the totals follow', async () => {
    const whmcs = await startWhmcs();
    const userid = await makeClient(whmcs);
    await whmcs.options({
      meddlingHook: {
        at: 'creation',
        addLine: { description: 'Paper fee', amount: '1.50', taxed: false },
        appendToLines: ' *',
        notes: '',
      },
    });
    const id = await makeInvoice(whmcs, userid, { notes: 'Ref: A' });
    const invoice = await readInvoice(whmcs, id);
    expect(invoice).toMatchObject({ total: '8.13', notes: '' });
    expect(
      invoice.items.item.map(({ description }: { description: string }) => description),
    ).toEqual(['web-1 *', 'Paper fee']);
  });

  it('may wait for the publication', async () => {
    const whmcs = await startWhmcs();
    const id = await makeInvoice(whmcs, await makeClient(whmcs));
    await whmcs.options({ meddlingHook: { at: 'publication', firstAmount: '9.99' } });
    expect((await readInvoice(whmcs, id)).total).toBe('6.63');
    await whmcs.api('UpdateInvoice', { invoiceid: id, publish: 1 });
    expect((await readInvoice(whmcs, id)).total).toBe('9.99');
    await whmcs.options({ meddlingHook: { at: 'creation', dropLastLine: true } });
    const bare = await makeInvoice(whmcs, 1);
    expect((await readInvoice(whmcs, bare)).items.item).toEqual([]);
  });
});

describe('serverOffsetMinutes', () => {
  it('moves every date and time that the server writes', async () => {
    const whmcs = await startWhmcs();
    await whmcs.options({ serverOffsetMinutes: -9 * 60 });
    const userid = await makeClient(whmcs);
    await whmcs.api('CreateInvoice', { userid, ...LINE });
    const [row] = (await whmcs.api('GetInvoices')).json.invoices.invoice;
    expect([row.date, row.created_at]).toEqual(['2026-09-30', '2026-09-30 23:30:00']);
    const log = (await whmcs.api('GetAutomationLog')).json;
    expect(log.currentDatetime).toBe('2026-09-30 23:30:00');
  });
});
