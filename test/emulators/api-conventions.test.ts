/** What holds for every path of the panel's API: tokens, envelopes, pages, unknown paths, bad bodies. */
import { describe, expect, it } from 'vitest';
import { makeServer, makeUser, PANEL_TOKEN, startEmulators } from './support/emulator-server.ts';

const ADMIN_CALLS = [
  ['GET', '/users'],
  ['GET', '/users/1'],
  ['POST', '/users'],
  ['PUT', '/users/1'],
  ['PATCH', '/users/1'],
  ['DELETE', '/users/1'],
  ['POST', '/users/1/tokens'],
  ['GET', '/roles'],
  ['GET', '/roles/1'],
  ['GET', '/permissions'],
  ['GET', '/limit_groups'],
  ['GET', '/limit_groups/1'],
  ['POST', '/plans'],
  ['PUT', '/plans/1'],
  ['PATCH', '/plans/1'],
  ['DELETE', '/plans/1'],
  ['GET', '/tasks'],
  ['GET', '/tasks/1'],
  ['GET', '/activity_logs'],
  ['GET', '/settings'],
  ['PATCH', '/settings'],
  ['GET', '/usage/report'],
] as const;
const USER_CALLS = [
  ['GET', '/auth'],
  ['GET', '/account'],
  ['PATCH', '/account'],
  ['POST', '/account/tokens'],
  ['GET', '/plans'],
  ['GET', '/plans/1'],
  ['GET', '/locations'],
  ['GET', '/locations/1'],
  ['GET', '/os_images'],
  ['GET', '/os_images/1'],
  ['GET', '/servers'],
  ['GET', '/servers/1'],
  ['POST', '/servers'],
  ['PATCH', '/servers/1'],
  ['DELETE', '/servers/1'],
  ['POST', '/servers/1/start'],
  ['POST', '/servers/1/stop'],
  ['POST', '/servers/1/restart'],
  ['POST', '/servers/1/suspend'],
  ['POST', '/servers/1/resume'],
  ['POST', '/servers/1/resize'],
  ['GET', '/servers/1/disks'],
  ['GET', '/usage/cpu/00000000-0000-4000-8000-000000000001'],
  ['GET', '/servers/1/backups'],
  ['POST', '/servers/1/backups'],
  ['GET', '/backups/1'],
  ['DELETE', '/backups/1'],
  ['POST', '/backups/1/restore'],
  ['POST', '/servers/1/snapshots'],
  ['GET', '/snapshots/1'],
  ['DELETE', '/snapshots/1'],
  ['POST', '/snapshots/1/revert'],
  ['GET', '/projects'],
  ['POST', '/projects'],
  ['PUT', '/projects/1'],
  ['DELETE', '/projects/1'],
  ['GET', '/projects/1'],
  ['GET', '/projects/1/servers'],
  ['POST', '/projects/1/servers'],
  ['GET', '/projects/1/members'],
] as const;

describe('a call without a good token', () => {
  it.each([...ADMIN_CALLS, ...USER_CALLS])('is refused: %s %s', async (method, path) => {
    const { api } = await startEmulators();
    for (const token of [null, 'wrong']) {
      const reply = await api(method, path, undefined, { token });
      expect([reply.status, reply.json]).toEqual([401, { message: 'Unauthenticated.' }]);
    }
  });
});

describe("a call that needs an administrator, with a client's token", () => {
  it.each(ADMIN_CALLS)('is refused: %s %s', async (method, path) => {
    const emulators = await startEmulators();
    const { token } = await makeUser(emulators);
    const reply = await emulators.api(method, path, undefined, { token });
    expect([reply.status, typeof reply.json.message]).toEqual([403, 'string']);
  });
});

describe('a path the API does not know', () => {
  it.each(['/nothing', '/users/1/nothing', '/usage', ''])(
    'answers the web application, whatever the token: %s',
    async (path) => {
      const { api } = await startEmulators();
      for (const token of [PANEL_TOKEN, 'wrong', null]) {
        const reply = await api('GET', path, undefined, { token });
        expect(reply.status).toBe(200);
        expect(reply.headers.get('content-type')).toContain('text/html');
      }
    },
  );

  it('includes other versions of the API', async () => {
    const { call } = await startEmulators();
    const reply = await call('POST', '/solusvm/api/v2/users', {});
    expect(reply.text).toContain('<!doctype html>');
  });
});

describe('an unknown id', () => {
  it.each([
    ['GET', '/users/999'],
    ['PUT', '/users/999'],
    ['DELETE', '/users/x'],
    ['POST', '/users/999/tokens'],
    ['GET', '/roles/9'],
    ['GET', '/limit_groups/9'],
    ['GET', '/plans/99'],
    ['PATCH', '/plans/99'],
    ['DELETE', '/plans/99'],
    ['GET', '/locations/9'],
    ['GET', '/os_images/9'],
    ['GET', '/servers/9'],
    ['PATCH', '/servers/9'],
    ['DELETE', '/servers/9'],
    ['POST', '/servers/9/start'],
    ['POST', '/servers/9/resize'],
    ['GET', '/servers/9/backups'],
    ['POST', '/servers/9/backups'],
    ['GET', '/backups/9'],
    ['DELETE', '/backups/9'],
    ['POST', '/backups/9/restore'],
    ['GET', '/servers/9/disks'],
    ['GET', '/usage/memory/00000000-0000-4000-8000-000000000009'],
    ['POST', '/servers/9/snapshots'],
    ['GET', '/snapshots/9'],
    ['DELETE', '/snapshots/9'],
    ['POST', '/snapshots/9/revert'],
    ['GET', '/tasks/9'],
    ['GET', '/projects/9'],
    ['PATCH', '/projects/9'],
    ['DELETE', '/projects/9'],
    ['GET', '/projects/9/servers'],
    ['POST', '/projects/9/servers'],
    ['GET', '/projects/9/members'],
  ])('answers a JSON 404: %s %s', async (method, path) => {
    const { api } = await startEmulators();
    const reply = await api(method, path, method === 'GET' ? undefined : {});
    expect([reply.status, reply.json]).toEqual([404, { message: 'Not Found.' }]);
  });
});

describe('a body that is not JSON', () => {
  it.each([
    ['POST', '/users'],
    ['PUT', '/users/1'],
    ['POST', '/auth/login'],
    ['POST', '/servers'],
    ['PATCH', '/settings'],
  ])('answers a JSON 400: %s %s', async (method, path) => {
    const { api } = await startEmulators();
    const reply = await api(method, path, undefined, { raw: '{"email":' });
    expect([reply.status, typeof reply.json.message]).toEqual([400, 'string']);
  });
});

describe('a list', () => {
  it('comes in pages with links and meta', async () => {
    const emulators = await startEmulators();
    const { id } = await makeUser(emulators);
    for (let n = 1; n <= 16; n += 1) await makeServer(emulators, id, { name: `web-${n}` });
    const first = (await emulators.api('GET', `/servers?filter[user_id]=${id}`)).json;
    expect(first.data).toHaveLength(15);
    expect(first.meta).toMatchObject({
      current_page: 1,
      from: 1,
      last_page: 2,
      per_page: 15,
      to: 15,
      total: 16,
      path: `${emulators.url}/solusvm/api/v1/servers`,
    });
    expect(first.links.prev).toBeNull();
    const next = new URL(first.links.next);
    expect(next.searchParams.get('filter[user_id]')).toBe(String(id));
    const second = (await emulators.api('GET', `/servers${next.search}`)).json;
    expect([second.data.length, second.links.next, second.meta.to]).toEqual([1, null, 16]);
    const beyond = (await emulators.api('GET', `/servers?page=9`)).json;
    expect([beyond.data, beyond.meta.from, beyond.meta.current_page]).toEqual([[], null, 9]);
  });

  it('has one empty page when there is nothing', async () => {
    const { api } = await startEmulators();
    const { data, meta } = (await api('GET', '/servers')).json;
    expect([data, meta.last_page, meta.total, meta.from, meta.to]).toEqual([[], 1, 0, null, null]);
  });

  it('honours per_page up to 100, unless told not to', async () => {
    const { api, call } = await startEmulators();
    const perPage = async (query: string) =>
      (await api('GET', `/plans${query}`)).json.meta.per_page;
    expect(await perPage('?per_page=2')).toBe(2);
    expect(await perPage('?per_page=1000')).toBe(100);
    expect(await perPage('?per_page=none')).toBe(15);
    const options = { honourPerPage: false, defaultPerPage: 3 };
    await call('POST', '/solusvm/control', { options });
    expect(await perPage('?per_page=2')).toBe(3);
  });
});
