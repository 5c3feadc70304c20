// The panel inside another client area: whom the signature lets see what, and who may frame it.
import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { becomeClient, openShop } from '../support/people.ts';
import { newWorld, type World } from '../support/world.ts';

const SECRET = 'embed-secret-of-32-characters-xx';
const AREA = 'https://area.hosting.test';
const NOW_SECONDS = Date.parse('2026-11-10T12:00:00Z') / 1000;
const EMAIL = 'ada@example.com';

let world: World;
beforeEach(async () => {
  world = await newWorld({ settings: { EMBED_SECRET: SECRET, EMBED_ANCESTORS: AREA } });
  await openShop(world);
});

interface Asked {
  readonly email?: string;
  readonly ts?: number;
  readonly secret?: string;
}

function address({ email = EMAIL, ts = NOW_SECONDS, secret = SECRET }: Asked = {}): string {
  const sig = createHmac('sha256', secret).update(`${ts}\n77\n${email}`).digest('hex');
  return `/embed/panel?${new URLSearchParams({ client: '77', email, ts: String(ts), sig })}`;
}

describe('GET /embed/panel', () => {
  it('shows an enrolled client the panel, without a session', async () => {
    await becomeClient(world, EMAIL);
    const answer = await world.get(address());
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toContain('<section class="card panel enrolled"');
    expect(html).toContain('action="/sign-on" target="_blank"');
    expect(html).toContain('1 December 2026');
  });

  it('finds the client whatever the case of the signed address', async () => {
    await becomeClient(world, EMAIL);
    const html = await (await world.get(address({ email: 'ADA@Example.com' }))).text();
    expect(html).toContain('panel enrolled');
  });

  it('invites somebody whom we do not know to sign up', async () => {
    const html = await (await world.get(address({ email: 'new@example.com' }))).text();
    expect(html).toContain('<section class="card panel not-enrolled"');
    expect(html).toContain('href="/signup" target="_blank"');
  });

  it('leads whoever is new into being recognised where that is set up: nothing is typed twice', async () => {
    world = await newWorld({
      settings: {
        EMBED_SECRET: SECRET,
        EMBED_ANCESTORS: AREA,
        OPENID_NAME: 'Area',
        OPENID_CLIENT_ID: 'id',
        OPENID_CLIENT_SECRET: 'secret',
        OPENID_ISSUER: AREA,
      },
    });
    const html = await (await world.get(address({ email: 'new@example.com' }))).text();
    expect(html).toMatch(/href="\/login\/openid" target="_blank"[^>]*>Continue with Area/);
  });

  it('is framed by the client areas of the setting alone, and nothing else is framed by any', async () => {
    const framed = await world.get(address());
    expect(framed.headers.get('content-security-policy')).toContain(`frame-ancestors ${AREA}`);
    expect(framed.headers.get('x-frame-options')).toBeNull();
    expect(framed.headers.get('cache-control')).toBe('no-store');
    const login = await world.get('/login');
    expect(login.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(login.headers.get('x-frame-options')).toBe('DENY');
  });

  it.each<[string, Asked]>([
    ['another secret', { secret: 'another-secret-of-32-characters-' }],
    ['a signature of six minutes ago', { ts: NOW_SECONDS - 360 }],
    ['a signature of six minutes ahead', { ts: NOW_SECONDS + 360 }],
  ])('shows nothing of anybody for %s', async (_, asked) => {
    await becomeClient(world, EMAIL);
    const answer = await world.get(address(asked));
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toMatch(/sign-on|December/);
  });

  it('still shows the panel four minutes later', async () => {
    expect((await world.get(address({ ts: NOW_SECONDS - 240 }))).status).toBe(200);
  });

  it.each([
    ['without anything', '/embed/panel'],
    ['for a changed address', address().replace('ada', 'eve')],
    ['for a line break in a value', `${address()}`.replace('client=77', 'client=7%0A7')],
    ['for a signature in capitals', address().replace(/sig=\w+/, (sig) => sig.toUpperCase())],
  ])('answers 403 %s', async (_, path) => {
    await becomeClient(world, EMAIL);
    expect((await world.get(path)).status).toBe(403);
  });

  it('answers 403 to everybody where no secret is agreed', async () => {
    world = await newWorld();
    expect((await world.get(address())).status).toBe(403);
  });
});
