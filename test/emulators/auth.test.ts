import { describe, expect, it } from 'vitest';
import { makeUser, startEmulators } from './support/emulator-server.ts';

describe('GET /auth', () => {
  it('answers 204 for a good token', async () => {
    const { api } = await startEmulators();
    const reply = await api('GET', '/auth');
    expect([reply.status, reply.text]).toEqual([204, '']);
  });
});

describe('POST /auth/login', () => {
  it('gives a token that works', async () => {
    const emulators = await startEmulators();
    const { email, password, id } = await makeUser(emulators);
    const login = { email: email.toUpperCase(), password };
    const reply = await emulators.api('POST', '/auth/login', login, { token: null });
    const { credentials } = reply.json.data;
    expect(credentials.token_type).toBe('Bearer');
    expect(Date.parse(credentials.expires_at)).toBeGreaterThan(Date.now());
    const token = credentials.access_token;
    expect((await emulators.api('GET', '/account', undefined, { token })).json.data.id).toBe(id);
  });

  it('refuses a wrong password, and a body without one', async () => {
    const emulators = await startEmulators();
    const { email } = await makeUser(emulators);
    const wrong = await emulators.api('POST', '/auth/login', { email, password: 'Wrong1234' });
    expect([wrong.status, typeof wrong.json.message]).toEqual([401, 'string']);
    const missing = await emulators.api('POST', '/auth/login', { email });
    expect([missing.status, Object.keys(missing.json.errors)]).toEqual([422, ['password']]);
  });
});

describe('/account', () => {
  it('is the administrator for the panel token', async () => {
    const { api } = await startEmulators();
    const { data } = (await api('GET', '/account')).json;
    expect(data.roles).toEqual([{ id: 1, name: 'ADMIN', is_default: false }]);
  });

  it('changes the own password under the password rule', async () => {
    const emulators = await startEmulators();
    const { token, email } = await makeUser(emulators);
    const weak = await emulators.api('PATCH', '/account', { password: 'short' }, { token });
    expect([weak.status, Object.keys(weak.json.errors)]).toEqual([422, ['password']]);
    const change = { password: 'Changed123', language_id: 2 };
    expect((await emulators.api('PATCH', '/account', change, { token })).status).toBe(200);
    const login = await emulators.api('POST', '/auth/login', { email, password: 'Changed123' });
    expect(login.status).toBe(200);
  });
});
