/** What people do at the screens, by control and by the page's own forms. */
import { describe, expect, it } from 'vitest';
import { SUBJECTS, type Subject } from './support/subjects.ts';

/** HostBill's write makes an empty draft; here it needs a line, and to be issued. */
async function openInvoice(subject: Subject): Promise<string> {
  await subject.write();
  const { server, place } = subject;
  const id = (await subject.invoices())[0]?.id ?? '';
  if (place !== '/hostbill') return id;
  const { path, sending } = subject.writing;
  const fields = { ...sending.form, id, line: 'web-1', price: '13.00', qty: '1', tax: '0' };
  await server.send('POST', path, { form: { ...fields, call: 'addInvoiceItem' } });
  await server.send('POST', path, { form: { ...fields, call: 'convertInvoice' } });
  return id;
}

describe.each(SUBJECTS)('%s', (_name, start) => {
  it('takes money in parts, and gives it back', async () => {
    const subject = await start();
    const invoice = await openInvoice(subject);
    const read = async () => (await subject.invoices())[0];
    expect(await read()).toMatchObject({ total: '13.00', due: '13.00' });
    await subject.control({ do: 'pay', invoice, amount: '3.00' });
    expect(await read()).toMatchObject({ due: '10.00' });
    expect((await subject.control({ do: 'pay', invoice, amount: '99' })).status).toBe(400);
    await subject.control({ do: 'pay', invoice });
    expect(await read()).toMatchObject({ due: '0.00' });
    expect((await subject.control({ do: 'cancel', invoice })).status).toBe(400);
    expect((await subject.control({ do: 'refund', invoice: Number(invoice) })).status).toBe(200);
    expect((await subject.control({ do: 'refund', invoice })).status).toBe(400);
  });

  it('cancels, changes, doubles and deletes invoices', async () => {
    const subject = await start();
    const invoice = await openInvoice(subject);
    await subject.control({ do: 'duplicate_invoice', invoice });
    await subject.control({ do: 'change_line', invoice, text: 'other', price: '1.00' });
    const [changed, copy] = await subject.invoices();
    expect(changed?.lines[0]).toMatchObject({ text: 'other' });
    expect(Number(changed?.lines[0]?.price)).toBe(1);
    expect(copy?.lines[0]?.text).not.toBe('other');
    expect((await subject.control({ do: 'change_line', invoice, line: 9 })).status).toBe(400);
    const before = changed?.state;
    await subject.control({ do: 'cancel', invoice });
    expect((await subject.invoices())[0]?.state).not.toBe(before);
    await subject.control({ do: 'delete_invoice', invoice });
    expect(await subject.invoices()).toHaveLength(1);
    expect((await subject.control({ do: 'pay', invoice })).status).toBe(400);
  });

  it("changes a client's currency, and deletes the client", async () => {
    const subject = await start();
    const client = subject.clientId;
    const clients = async () =>
      (await subject.server.send('GET', `${subject.place}/books`)).json.clients;
    await subject.control({ do: 'change_currency', client, currency: 'GBP' });
    expect(await clients()).toMatchObject([
      { id: client, currency: 'GBP', email: 'ann@example.com' },
    ]);
    await subject.control({ do: 'delete_client', client });
    expect(await clients()).toEqual([]);
    expect((await subject.control({ do: 'delete_client', client })).status).toBe(400);
    const { json } = await subject.read();
    expect(json.response ?? json.success ?? json.status).toBe(false);
  });

  it('shows it all on a page, whose buttons work', async () => {
    const subject = await start();
    const { server, place } = subject;
    const invoice = await openInvoice(subject);
    await subject.control({ do: 'change_line', invoice, text: '<script>1</script>' });
    const page = await server.send('GET', `${place}/`);
    expect(page.text).toMatch(/^<!doctype html>/);
    expect(page.text).toContain('ann@example.com');
    expect(page.text).toContain('&lt;script&gt;1');
    expect(page.text).not.toContain('<script>');
    expect(page.text).toContain('value="pay"');
    const form = { do: 'pay', invoice };
    const foreign = await server.send('POST', `${place}/desk`, {
      form,
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status).toBe(403);
    expect((await subject.invoices())[0]?.due).toBe('13.00');
    const paid = await server.send('POST', `${place}/desk`, { form });
    expect([paid.status, paid.headers.get('location')]).toEqual([303, `/emulators${place}/`]);
    expect((await subject.invoices())[0]?.due).toBe('0.00');
    const again = await server.send('POST', `${place}/desk`, { form });
    expect([again.status, again.text.includes('role="alert"')]).toEqual([422, true]);
    const bare = await server.send('GET', place);
    expect(bare.headers.get('location')).toBe(`/emulators${place}/`);
  });
});
