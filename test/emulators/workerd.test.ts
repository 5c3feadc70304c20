/** The emulators also run inside workerd, where start-up allows no clock and no randomness, and streams differ. */
import { describe, expect, it } from 'vitest';
import { BASE_PATH, PANEL_TOKEN } from './support/emulator-server.ts';
import { startInWorkerd } from './support/in-workerd.ts';

const WORKER = `
  import { Hono } from 'hono';
  import { createEmulators } from './src/emulators/emulators.ts';
  const { app } = createEmulators({ basePath: '${BASE_PATH}', panelToken: '${PANEL_TOKEN}' });
  export default new Hono().route('${BASE_PATH}', app);
`;

describe('createEmulators', () => {
  it('works in workerd, where a lost reply breaks the connection, too', async () => {
    const origin = await startInWorkerd(WORKER);
    const call = (method: string, path: string, body?: unknown) =>
      fetch(new URL(BASE_PATH + path, origin), {
        method,
        headers: {
          authorization: `Bearer ${PANEL_TOKEN}`,
          'content-type': 'application/json',
          connection: 'close',
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
    const api = '/solusvm/api/v1';
    const user = { email: 'ann@example.com', password: 'Abcdef123' };
    await call('POST', '/solusvm/control', { path: '/users', method: 'POST', loseReply: true });
    await expect(
      call('POST', `${api}/users`, user).then((reply) => reply.text()),
    ).rejects.toThrow();
    const minted = await call('POST', `${api}/users/2/tokens`, { is_one_time: true });
    expect(minted.status).toBe(201);
    expect(await (await call('GET', '/solusvm/')).text()).toContain('You are not signed in');
  });
});
