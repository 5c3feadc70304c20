import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { decodeJwt } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { createAdminClient } from '../../../cli/admin/client.ts';
import { saveDownload } from '../../../cli/admin/save-download.ts';
import { makeAdminKey } from '../../../cli/instance/admin-key.ts';
import { freePort } from '../../../cli/instance/free-port.ts';

const HEALTH = { now: '2027-02-01T01:15:00.000Z', origin: 'https://billing.example' };
const key = makeAdminKey('test');
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('createAdminClient', () => {
  it('signs a body for the origin and by the clock that the service states', async () => {
    let body = '';
    const client = await clientOf(async (request, response) => {
      if (request.url === '/healthz') return answer(response, 200, HEALTH);
      for await (const chunk of request) body += chunk;
      answer(response, 202, { contentType: request.headers['content-type'] });
    });
    const { status, body: answered } = await client.act('/admin/x', 'execute', {
      month: '2027-01',
    });
    expect([status, answered]).toEqual([202, { contentType: 'application/jose' }]);
    const iat = Date.parse(HEALTH.now) / 1000;
    expect(decodeJwt(body)).toMatchObject({ aud: HEALTH.origin, iat, month: '2027-01' });
  });

  it('reads with a bearer token whose action is read', async () => {
    const client = await clientOf((request, response) => {
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      answer(response, 200, request.url === '/healthz' ? HEALTH : decodeJwt(token));
    });
    expect((await client.read('/admin/x')).body).toMatchObject({ action: 'read' });
  });

  it('shows one signature for many reads, and a fresh one where the clock was moved', async () => {
    const shown: string[] = [];
    let now = HEALTH.now;
    const client = await clientOf((request, response) => {
      if (request.url === '/healthz') return answer(response, 200, { ...HEALTH, now });
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      shown.push(token);
      const isFresh = Date.parse(now) / 1000 < (decodeJwt(token).exp ?? 0);
      if (isFresh) return answer(response, 200, {});
      answer(response, 401, { code: 'signature_expired', detail: 'It has expired.' });
    });
    await client.read('/admin/x');
    await client.read('/admin/y');
    expect(new Set(shown).size).toBe(1);
    now = '2027-03-01T01:15:00.000Z';
    expect((await client.read('/admin/x')).status).toBe(200);
    expect(new Set(shown).size).toBe(2);
  });

  it('asks twice at most where no signature is good', async () => {
    let asked = 0;
    const client = await clientOf((request, response) => {
      if (request.url === '/healthz') return answer(response, 200, HEALTH);
      asked++;
      answer(response, 401, { code: 'signature_invalid', detail: 'Nobody signed this.' });
    });
    await expect(client.read('/admin/x')).rejects.toMatchObject({
      code: 'signature_invalid',
      exitCode: 4,
    });
    expect(asked).toBe(2);
  });

  it('makes a link that carries the signature to read', async () => {
    const client = await clientOf((_, response) => answer(response, 200, HEALTH));
    const link = await client.link('/admin/x');
    expect(link.startsWith(`${client.url}/admin/x?jws=`)).toBe(true);
    expect(decodeJwt(link.split('jws=')[1] ?? '')).toMatchObject({ action: 'read' });
  });

  it('downloads what is no JSON into a file, and tells a refusal by its sentence', async () => {
    const folder = await mkdtemp(`${tmpdir()}/postmeter-download-`);
    const client = await clientOf((request, response) => {
      if (request.url === '/healthz') return answer(response, 200, HEALTH);
      if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': '10' });
        return response.write('half', () => response.destroy());
      }
      if (request.url === '/csv') return response.writeHead(200).end('a,b\r\n');
      return answer(response, 404, { code: 'run_unknown', detail: 'There is no run.' });
    });
    await saveDownload(client, '/csv', `${folder}/plan.csv`);
    expect(await readFile(`${folder}/plan.csv`, 'utf8')).toBe('a,b\r\n');
    await expect(saveDownload(client, '/cut', `${folder}/cut.csv`)).rejects.toThrow(
      'could not be written completely',
    );
    await expect(saveDownload(client, '/none', `${folder}/none.csv`)).rejects.toThrow(
      'There is no run. (run_unknown)',
    );
    await rm(folder, { recursive: true });
  });

  it('tells a problem document by its sentence and code', async () => {
    const client = await clientOf((request, response) =>
      request.url === '/healthz'
        ? answer(response, 200, HEALTH)
        : answer(response, 409, { code: 'plan_expired', detail: 'The plan is too old.' }),
    );
    await expect(client.act('/admin/x', 'execute')).rejects.toMatchObject({
      message: 'The plan is too old. (plan_expired)',
      code: 'plan_expired',
      status: 409,
    });
  });

  it('tells the status where the answer is no problem document', async () => {
    const client = await clientOf((request, response) =>
      request.url === '/healthz'
        ? answer(response, 200, HEALTH)
        : response.writeHead(502).end('<h1>'),
    );
    await expect(client.read('/admin/x')).rejects.toThrow('The service answered 502 to /admin/x.');
  });

  it('says that a service which is not there may be the demo that is not running', async () => {
    const client = createAdminClient(`http://127.0.0.1:${await freePort(0)}`, key);
    await expect(client.read('/admin/x')).rejects.toMatchObject({
      message: expect.stringContaining('cannot be reached'),
      hint: expect.stringContaining('npm run demo'),
    });
  });

  it('says that another service is no Postmeter', async () => {
    const client = await clientOf((_, response) => answer(response, 200, { hello: 'world' }));
    await expect(client.read('/admin/x')).rejects.toThrow('it is no Postmeter');
  });

  it.each([301, 404])('says so of one that answers %i to /healthz', async (status) => {
    const client = await clientOf((_, response) => response.writeHead(status).end('<h1>'));
    await expect(client.read('/admin/x')).rejects.toMatchObject({
      message: expect.stringContaining('it is no Postmeter'),
      exitCode: 3,
    });
  });

  it('speaks of no demo where a service elsewhere cannot be reached', async () => {
    const client = createAdminClient('https://billing.invalid', key);
    await expect(client.read('/admin/x')).rejects.toMatchObject({
      hint: 'Check the address, and from this machine the way to it.',
    });
  });
});

async function clientOf(listener: RequestListener) {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return createAdminClient(`http://127.0.0.1:${port}/`, key);
}

function answer(response: Parameters<RequestListener>[1], status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
