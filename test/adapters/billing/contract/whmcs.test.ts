// What WHMCS installations differ in, each with a whole delivery: versions, types, lists, noise, long invoices.
import { describe, expect, it } from 'vitest';
import { delivery, issued, passTime } from './support/issued.ts';
import { postJson } from './support/target.ts';
import { WHMCS } from './support/whmcs.ts';

const VARIANTS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['version 9, whose issued invoices are immutable', { version: 9 }],
  ['ids as numbers', { typing: 'observed' }],
  ['everything as text', { typing: 'strings' }],
  ['empty lists as text', { emptyLists: 'text' }],
  ['empty lists as objects', { emptyLists: 'object' }],
  ['empty lists left out', { emptyLists: 'absent' }],
  ['empty lists as lists', { emptyLists: 'array' }],
  ['single elements without their list', { lists: 'single-as-object' }],
  ['lists as maps of numbers', { lists: 'number-keyed' }],
  ['HTML entities in stored texts', { htmlEntities: true }],
  ['a module that prints before the JSON', { noise: { before: '<b>Notice {1}</b>\n' } }],
  ['pages of three rows that shift', { maximumPageSize: 3, shiftPages: 2 }],
  ['tax included in prices', { taxType: 'Inclusive' }],
];

describe('an invoice to WHMCS', { timeout: 60_000 }, () => {
  it.each(VARIANTS)('arrives once with %s', async (_name, options) => {
    const one = await issued(WHMCS);
    await postJson(`${one.world.emulators.url}/whmcs/control`, { options });
    await one.desk.fail('UpdateInvoice', { loseReply: true });
    await passTime(one);
    expect(await delivery(one)).toMatchObject({ phase: 'done', problem: '' });
    await postJson(`${one.world.emulators.url}/whmcs/control`, {
      options: { typing: 'documented', lists: 'array', emptyLists: 'documented', noise: null },
    });
    expect(await one.desk.documents()).toMatchObject([{ state: 'open', total: one.total }]);
  });

  it('arrives whole when it is longer than one call may be', async () => {
    const one = await issued(WHMCS, {}, 650);
    await passTime(one);
    expect(await one.desk.documents()).toMatchObject([
      { state: 'open', total: one.total, lines: 651 },
    ]);
    const writes = await one.desk.writes();
    expect(writes.filter((action) => action === 'CreateInvoice')).toHaveLength(1);
    // Two for the rest of the lines, one to publish.
    expect(writes.filter((action) => action === 'UpdateInvoice')).toHaveLength(3);
  });

  it('goes on where it was when the reply to further lines was lost', async () => {
    const one = await issued(WHMCS, {}, 650);
    await one.desk.fail('UpdateInvoice', { loseReply: true });
    await passTime(one);
    expect(await one.desk.documents()).toMatchObject([{ total: one.total, lines: 651 }]);
    const writes = await one.desk.writes();
    expect(writes.filter((action) => action === 'UpdateInvoice')).toHaveLength(3);
  });

  it('is found by its lines where a hook wrote other notes', async () => {
    const one = await issued(WHMCS);
    const hook = { at: 'creation', notes: 'Thank you for your business' };
    await postJson(`${one.world.emulators.url}/whmcs/control`, { options: { meddlingHook: hook } });
    await one.desk.fail('CreateInvoice', { loseReply: true });
    await passTime(one);
    expect(await delivery(one)).toMatchObject({ phase: 'done', problem: '' });
    expect(await one.desk.documents()).toHaveLength(1);
  });

  it('is told as a problem when a success was none', async () => {
    const one = await issued(WHMCS);
    const warning = { actions: ['UpdateInvoice'], text: 'Not done', undone: true };
    await postJson(`${one.world.emulators.url}/whmcs/control`, { options: { warning } });
    await passTime(one);
    expect(await delivery(one)).toMatchObject({ problem: 'billing_rejected', delivered: null });
    expect(await one.desk.documents()).toMatchObject([{ state: 'draft' }]);
  });
});
