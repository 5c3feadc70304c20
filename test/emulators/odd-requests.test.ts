/** What no vendor documents and every server meets: the wrong form, the wrong verb, the wrong bytes. Nothing falls over. */
import { describe, expect, it } from 'vitest';
import { PANEL_TOKEN, startEmulators } from './support/emulator-server.ts';

const FORMS = [
  '/solusvm/sign-in',
  '/solusvm/servers',
  '/solusvm/api/v1/users',
  '/whmcs/dologin.php',
  '/whmcs/oauth/token.php',
  '/whmcs/oauth/authorize.php',
  '/whmcs/includes/api.php',
  '/whmcs/overview/clients/1',
  '/blesta/sign-in',
  '/blesta/pay',
  '/turnstile/v0/siteverify',
  '/webhook-receiver/',
  '/webhook-receiver/inbox',
  '/mailbox/messages',
  '/clock',
];

describe('a body that is not what its label says', () => {
  it('is answered, and never by a failure of the emulator', async () => {
    const { url } = await startEmulators();
    const labels = ['multipart/form-data', 'multipart/form-data; boundary=x', 'application/json'];
    for (const path of FORMS) {
      for (const label of labels) {
        const headers = { authorization: `Bearer ${PANEL_TOKEN}`, 'content-type': label };
        const init = { method: 'POST', headers, body: '{x', redirect: 'manual' } as const;
        const { status } = await fetch(url + path, init);
        expect([path, label, status < 500]).toEqual([path, label, true]);
      }
    }
  });
});

describe('an odd path or verb of the API', () => {
  it.each([
    ['HEAD', '/users', 200, 'application/json'],
    ['OPTIONS', '/users', 200, 'text/html'],
    ['DELETE', '/users', 200, 'text/html'],
    ['GET', '/users/', 200, 'text/html'],
    ['GET', '//users', 200, 'text/html'],
    ['GET', '/users/%', 404, 'application/json'],
    ['GET', '/users/1%00', 404, 'application/json'],
    ['GET', '/%zz', 200, 'text/html'],
    ['GET', '/users?x=%zz&page=%ff', 200, 'application/json'],
  ])('is answered: %s %s', async (method, path, status, contentType) => {
    const { api } = await startEmulators();
    const reply = await api(method, path);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toContain(contentType);
  });
});
