import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { HOSTBILL_AUTOLOGIN_SECRET } from '../../../src/emulators/hostbill/credentials.ts';
import { md5 } from '../../../src/emulators/hostbill/md5.ts';
import { NOW_MS, startHostbill, withDraft } from './support/hostbill-server.ts';

const PATH = '/hostbill/index.php?cmd=autologin&action=login';
const EMAIL = 'ann@example.com';

function md5Link(duration = '180', email = EMAIL): Record<string, string> {
  const hash = createHash('md5')
    .update(email + HOSTBILL_AUTOLOGIN_SECRET + duration)
    .digest('hex');
  return { email, duration, hash };
}

describe('md5', () => {
  it.each([
    '',
    'a',
    'message digest',
    'Łódź',
    'x'.repeat(55),
    'x'.repeat(56),
    'x'.repeat(64),
    'x'.repeat(1000),
  ])('is right for %j', (text) => {
    expect(md5(text)).toBe(createHash('md5').update(text).digest('hex'));
  });
});

describe('Auto Login', () => {
  it('answers an address that signs the client in, where they pay', async () => {
    const server = await startHostbill();
    const { id } = await withDraft(server);
    await server.api('convertInvoice', { id });
    const redirect = `${server.origin}/emulators/hostbill/clientarea/invoice/${id}/`;
    const { json } = await server.send('POST', PATH, { form: { ...md5Link(), redirect } });
    expect(json).toMatchObject({ success: true, token: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect(json.login_url).toContain(`${server.origin}/emulators/hostbill/index.php?`);
    const signedOn = await fetch(json.login_url, { redirect: 'manual' });
    expect(signedOn.headers.get('location')).toBe(redirect);
    const headers = { cookie: signedOn.headers.get('set-cookie')?.split(';')[0] ?? '' };
    const page = await server.send('GET', `/hostbill/clientarea/invoice/${id}/`, { headers });
    expect(page.text).toContain('13.00 EUR');
    await server.send('POST', '/hostbill/clientarea/pay', { form: { invoice: id }, headers });
    expect((await server.api('getInvoiceDetails', { id })).json.invoice.status).toBe('Paid');
  });

  it('refuses wrong hashes, strangers and odd durations', async () => {
    const server = await startHostbill();
    await withDraft(server);
    const wrong = [
      { ...md5Link(), email: 'bob@example.com' },
      { ...md5Link(), duration: '999999' },
      { ...md5Link(), hash: '' },
      md5Link('180', 'nobody@example.com'),
      md5Link('-1'),
    ];
    for (const form of wrong) {
      expect((await server.send('POST', PATH, { form })).json.success).toBe(false);
    }
    expect((await server.send('POST', '/hostbill/index.php', { form: {} })).status).toBe(404);
  });

  it('lets the link work only as long as it was asked for', async () => {
    let now = NOW_MS;
    const server = await startHostbill(() => now);
    await withDraft(server);
    const { json } = await server.send('POST', PATH, { multipart: md5Link('180') });
    now += 181_000;
    expect((await fetch(json.login_url, { redirect: 'manual' })).status).toBe(403);
    now -= 2_000;
    expect((await fetch(json.login_url, { redirect: 'manual' })).status).toBe(302);
  });

  it('takes a guess at hmac_sha256, which can be changed', async () => {
    const server = await startHostbill();
    await withDraft(server);
    await server.options({ autologinMode: 'hmac_sha256' });
    const send = async (message: string) => {
      const hash = createHmac('sha256', HOSTBILL_AUTOLOGIN_SECRET).update(message).digest('hex');
      const form = { email: EMAIL, duration: '60', hash };
      return (await server.send('POST', PATH, { form })).json.success;
    };
    expect(await send(`${EMAIL}60`)).toBe(true);
    await server.options({ autologinHmacMessage: '{email}|{duration}' });
    expect(await send(`${EMAIL}60`)).toBe(false);
    expect(await send(`${EMAIL}|60`)).toBe(true);
    expect((await server.send('POST', PATH, { form: md5Link() })).json.success).toBe(false);
  });

  it('keeps the limit of the plugin', async () => {
    const server = await startHostbill();
    await withDraft(server);
    await server.options({ autologinsPerMinute: 1 });
    expect((await server.send('POST', PATH, { form: md5Link() })).json.success).toBe(true);
    expect((await server.send('POST', PATH, { form: md5Link() })).json.error).toEqual([
      'Too many requests',
    ]);
  });

  it('leads from the old form of addresses to the new one', async () => {
    const server = await startHostbill();
    const { headers } = await server.send('GET', '/hostbill/index.php?/clientarea/invoice/7/');
    expect(headers.get('location')).toBe('/emulators/hostbill/clientarea/invoice/7/');
  });
});
