import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type EmulatorServer,
  makeServer,
  makeUser,
  startEmulators,
} from './support/emulator-server.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Somebody who is called; `/moved` leads to `/hook` and `/broken` fails. */
async function startReceiver() {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    if (url.pathname === '/moved') {
      response.writeHead(307, { location: `/hook${url.search}` }).end();
      return;
    }
    const query = Object.fromEntries(url.searchParams);
    calls.push({ method: request.method ?? '', path: url.pathname, query });
    response.writeHead(url.pathname === '/broken' ? 500 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a TCP server has one once it listens
  return { url: `http://127.0.0.1:${port}`, calls };
}

async function listen(emulators: EmulatorServer, events: Record<string, unknown>): Promise<void> {
  const reply = await emulators.call('POST', '/solusvm/control', { events });
  if (reply.status !== 200) throw new Error(reply.text);
}

const states = async ({ call }: EmulatorServer) =>
  (await call('GET', '/solusvm/deliveries')).json.map(({ state }: { state: string }) => state);

describe('event handlers', () => {
  it('are told by a POST with parameters in the URL, those of the handler among them', async () => {
    const [emulators, receiver] = [await startEmulators(), await startReceiver()];
    const { id: userId } = await makeUser(emulators);
    const handler = { name: 'billing', url: `${receiver.url}/hook`, parameters: { from: 'panel' } };
    await listen(emulators, { handlers: [handler] });
    const id = await makeServer(emulators, userId);
    const query = { server_id: String(id), user_id: String(userId), from: 'panel' };
    expect(receiver.calls).toEqual([
      { method: 'POST', path: '/hook', query: { event: 'server_created', ...query } },
    ]);
  });

  it('hear of everything that happens to a server, and of nothing that they did not ask for', async () => {
    const [emulators, receiver] = [await startEmulators(), await startReceiver()];
    const { id: userId } = await makeUser(emulators);
    const all = { name: 'all', url: `${receiver.url}/all` };
    const some = { name: 'some', url: `${receiver.url}/some`, events: ['server_deleted'] };
    const off = { name: 'off', url: `${receiver.url}/off`, enabled: false };
    await listen(emulators, { handlers: [all, some, off] });
    const id = await makeServer(emulators, userId);
    const { api } = emulators;
    await api('POST', `/servers/${id}/resize`, { plan_id: 2 });
    await api('PATCH', `/servers/${id}`, { backup_settings: { enabled: true } });
    const ip = (await api('POST', `/servers/${id}/ips`, { count: 1 })).json.data[0];
    await api('DELETE', `/servers/${id}/ips`, { ids: [ip.id] });
    await api('POST', `/servers/${id}/suspend`);
    await api('POST', `/servers/${id}/resume`);
    await api('DELETE', `/servers/${id}`);
    const told = (path: string) =>
      receiver.calls.filter((call) => call.path === path).map(({ query }) => query.event);
    expect(told('/all')).toEqual([
      'server_created',
      'server_resized',
      'server_changed',
      'additional_ip_created',
      'additional_ip_deleted',
      'server_suspended',
      'server_resumed',
      'server_deleted',
    ]);
    expect(told('/some')).toEqual(['server_deleted']);
    expect(told('/off')).toEqual([]);
  });

  it('are told twice, late, newest first, or not at all on demand', async () => {
    const [emulators, receiver] = [await startEmulators(), await startReceiver()];
    const { id: userId } = await makeUser(emulators);
    const handlers = [{ name: 'billing', url: `${receiver.url}/hook` }];
    await listen(emulators, { handlers, faults: ['lose', 'twice', 'hold', 'hold'] });
    for (let n = 0; n < 4; n++) await makeServer(emulators, userId);
    const ids = () => receiver.calls.map(({ query }) => query.server_id);
    expect(ids()).toEqual(['2', '2']);
    expect(await states(emulators)).toEqual(['lost', 'done', 'held', 'held']);
    await listen(emulators, { letGo: 'newest_first' });
    expect(ids()).toEqual(['2', '2', '4', '3']);
    expect(await states(emulators)).toEqual(['lost', 'done', 'done', 'done']);
  });

  it('are followed through a redirect; an answer of 500 and nobody there are failures', async () => {
    const [emulators, receiver] = [await startEmulators(), await startReceiver()];
    const { id: userId } = await makeUser(emulators);
    const urls = [`${receiver.url}/moved`, `${receiver.url}/broken`, 'http://127.0.0.1:9/'];
    await listen(emulators, { handlers: urls.map((url) => ({ name: url, url })) });
    await makeServer(emulators, userId);
    expect(await states(emulators)).toEqual(['done', 'failed', 'failed']);
    expect(receiver.calls.map(({ path }) => path)).toEqual(['/hook', '/broken']);
    const tasks = (await emulators.api('GET', '/tasks?filter[action]=event-handler')).json.data;
    expect(tasks.map(({ status }: { status: string }) => status)).toEqual([
      'failed',
      'failed',
      'done',
    ]);
  });

  it('hear nothing of history that is seeded, and are forgotten by a reset', async () => {
    const [emulators, receiver] = [await startEmulators(), await startReceiver()];
    await listen(emulators, { handlers: [{ name: 'billing', url: `${receiver.url}/hook` }] });
    const server = { name: 'web', plan: 1, created_at: '2026-01-01T00:00:00Z' };
    const users = [{ email: 'ann@example.com', password: 'Abcdef123', servers: [server] }];
    await emulators.call('POST', '/solusvm/control', { seed: { users } });
    await emulators.api('GET', '/servers');
    await emulators.call('POST', '/solusvm/control', { reset: true });
    const { id } = await makeUser(emulators);
    await makeServer(emulators, id);
    expect(receiver.calls).toEqual([]);
  });
});

describe('/servers/:id/ips', () => {
  it('adds addresses and takes them away, but never the primary one', async () => {
    const emulators = await startEmulators();
    const { id: userId } = await makeUser(emulators);
    const id = await makeServer(emulators, userId);
    const added = await emulators.api('POST', `/servers/${id}/ips`, { count: 2 });
    expect([added.status, added.json.data.length]).toEqual([201, 2]);
    const addresses = async () =>
      (await emulators.api('GET', `/servers/${id}`)).json.data.ip_addresses.ipv4;
    const [primary, first] = await addresses();
    const gone = await emulators.api('DELETE', `/servers/${id}/ips`, {
      ids: [primary.id, first.id],
    });
    expect(gone.status).toBe(204);
    expect((await addresses()).map((ip: { id: number }) => ip.id)).toEqual([
      primary.id,
      added.json.data[1].id,
    ]);
  });
});
