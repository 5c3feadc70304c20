// Bodies that trickle, over real sockets against the whole Worker in workerd: no test inside of it can tell what the
// runtime's own HTTP makes of them.
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAdminKey } from '../../../cli/instance/admin-key.ts';
import { freePort } from '../../../cli/instance/free-port.ts';
import { type Instance, startInstance } from '../../../cli/instance/start.ts';

let instance: Instance;
beforeAll(async () => {
  const port = (await freePort(0)) ?? 0;
  const settings = { BODY_TIMEOUT_MS: '400' };
  instance = await startInstance({ port, adminKey: makeAdminKey('tests'), settings });
});
afterAll(() => instance.stop());

/** Sends a head at once and then a byte now and then; answers the status line as soon as there is one. */
async function trickle(path: string, type: string, framing: string, part: string): Promise<string> {
  const { hostname, port, host } = new URL(instance.origin);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const head = [`POST ${path} HTTP/1.1`, `host: ${host}`, `content-type: ${type}`, framing];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  const timer = setInterval(() => socket.write(part), 50);
  try {
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString().split('\r\n')[0] ?? '';
  } finally {
    clearInterval(timer);
    socket.destroy();
  }
}

const FORM = 'application/x-www-form-urlencoded';

/** A form, a signed request, a signal, and a question of the panel; with a stated length and without one. */
const TRICKLES = [
  ['/signup', FORM, 'content-length: 4000', 'a'],
  ['/signup', FORM, 'transfer-encoding: chunked', '1\r\na\r\n'],
  ['/admin/automation', 'application/jose', 'content-length: 4000', 'a'],
  ['/billing/signal', 'application/json', 'transfer-encoding: chunked', '1\r\n{\r\n'],
  ['/panel/prices', FORM, 'content-length: 4000', 'a'],
] as const;

describe('a body that trickles', () => {
  it('is cut off wherever it comes, while others are served', async () => {
    const cut = TRICKLES.map(([path, type, framing, part]) => trickle(path, type, framing, part));
    const answer = await fetch(`${instance.origin}/forgot`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'ada@example.com' }),
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
    expect(await Promise.all(cut)).toEqual(TRICKLES.map(() => 'HTTP/1.1 408 Request Timeout'));
  });
});
