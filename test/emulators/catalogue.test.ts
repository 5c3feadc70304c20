import { describe, expect, it } from 'vitest';
import { makeServer, makeUser, startEmulators } from './support/emulator-server.ts';

describe('/plans', () => {
  it('shows tokens, backup percentage and computed prices as strings', async () => {
    const { api } = await startEmulators();
    expect((await api('GET', '/plans/1')).json.data).toMatchObject({
      name: 'Start 1',
      tokens_per_hour: 7,
      tokens_per_month: 5000,
      backup_price: 10,
      ip_tokens_per_hour: 1,
      price: { per_hour: '0.0070', per_month: '5.0000', backup_price: '0.5000' },
    });
  });

  it('are made, changed and deleted', async () => {
    const { api } = await startEmulators();
    const made = await api('POST', '/plans', { name: 'New', tokens_per_hour: 3 });
    expect([made.status, made.json.data]).toMatchObject([
      201,
      { name: 'New', tokens_per_hour: 3, tokens_per_month: 0, is_visible: true },
    ]);
    const path = `/plans/${made.json.data.id}`;
    const changed = await api('PUT', path, { tokens_per_month: 900 });
    expect(changed.json.data).toMatchObject({ tokens_per_hour: 3, tokens_per_month: 900 });
    expect((await api('PATCH', path, { name: 'Newer' })).json.data.name).toBe('Newer');
    expect((await api('GET', '/plans?filter[search]=newer')).json.meta.total).toBe(1);
    expect((await api('DELETE', path)).status).toBe(204);
    expect((await api('GET', path)).status).toBe(404);
  });

  it.each([
    ['name', {}],
    ['tokens_per_hour', { name: 'x', tokens_per_hour: 1.5 }],
    ['tokens_per_month', { name: 'x', tokens_per_month: -1 }],
    ['backup_price', { name: 'x', backup_price: 101 }],
  ])('answers 422 with errors.%s for %j', async (field, body) => {
    const { api } = await startEmulators();
    const reply = await api('POST', '/plans', body);
    expect([reply.status, Object.keys(reply.json.errors)]).toEqual([422, [field]]);
  });

  it('cannot be deleted while in use', async () => {
    const emulators = await startEmulators();
    await makeServer(emulators, (await makeUser(emulators)).id);
    expect((await emulators.api('DELETE', '/plans/1')).status).toBe(409);
  });

  it('that are hidden are not shown to clients', async () => {
    const emulators = await startEmulators();
    const { token } = await makeUser(emulators);
    expect((await emulators.api('GET', '/plans', undefined, { token })).json.meta.total).toBe(4);
    expect((await emulators.api('GET', '/plans/5', undefined, { token })).status).toBe(404);
  });
});

describe('/locations and /os_images', () => {
  it('list what a server can be made of', async () => {
    const { api } = await startEmulators();
    expect((await api('GET', '/locations')).json.data[0]).toEqual({ id: 1, name: 'Frankfurt' });
    expect((await api('GET', '/os_images/1')).json.data.versions).toEqual([
      { id: 1, version: '12' },
    ]);
  });
});

describe('/settings', () => {
  it('keep the billing integration', async () => {
    const { api } = await startEmulators();
    const billing_integration = {
      type: 'whmcs',
      drivers: { whmcs: { url: 'https://billing.example.net/price/', token: 'secret' } },
    };
    const changed = await api('PATCH', '/settings', { billing_integration });
    expect([changed.status, changed.json.data.billing_integration]).toEqual([
      200,
      billing_integration,
    ]);
    const part = { billing_integration: { drivers: { whmcs: { token: 'other' } } } };
    await api('PATCH', '/settings', part);
    const { whmcs } = (await api('GET', '/settings')).json.data.billing_integration.drivers;
    expect(whmcs).toEqual({ url: 'https://billing.example.net/price/', token: 'other' });
  });

  it('refuse an address that is none', async () => {
    const { api } = await startEmulators();
    const body = { billing_integration: { drivers: { whmcs: { url: 'nowhere' } } } };
    const reply = await api('PATCH', '/settings', body);
    expect(Object.keys(reply.json.errors)).toEqual(['billing_integration.drivers.whmcs.url']);
  });
});
