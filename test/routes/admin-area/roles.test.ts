// What a reader may do, from the app's own table of routes: a new form of the area that lets a reader change something
// fails here without anybody having thought of it.
import { describe, expect, it } from 'vitest';
import { createApp } from '../../../src/app.tsx';
import { SIGNED_CALLS } from '../../../src/routes/problem.ts';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { ledTo } from '../../support/jar.ts';
import { challengeOn, enterArea } from '../../support/operators.ts';
import { openShop } from '../../support/people.ts';
import { newWorld, ORIGIN, READER, READER_KID, type World } from '../../support/world.ts';

/** Below /admin, but for programs; they are held by test/routes/security.test.ts. */
const isSigned = (path: string) => SIGNED_CALLS.includes(path.split('/')[2] ?? '');
/** How somebody gets in and out themselves, which readers may. */
const OWN_ACCESS = [
  '/admin/sign-in/passkey',
  '/admin/sign-out',
  '/admin/confirm/passkey',
  '/admin/passkeys',
  '/admin/passkeys/remove',
  '/admin/passkeys/sessions',
];
const ENTRANCE = /^\/admin\/sign-in/;

const area = [
  ...new Set(
    createApp()
      .routes.filter(({ method, path }) => method !== 'ALL' && /^\/admin(?:\/|$)/.test(path))
      .filter(({ path }) => !isSigned(path))
      .map(({ method, path }) => `${method} ${path}`),
  ),
];
const ID = '0'.repeat(26);
const pathOf = (route: string) =>
  (route.split(' ')[1] ?? '')
    .replace('/clients/:id', `/clients/cli_${ID}`)
    .replace('/runs/:id', `/runs/run_${ID}`)
    .replace('/documents/:id', `/documents/inv_${ID}`)
    .replace(/:\w+(?:\{[^}]*\})?/g, 'x');
const gets = area.filter((route) => route.startsWith('GET ')).map(pathOf);
const posts = area.filter((route) => route.startsWith('POST ')).map(pathOf);
const changing = posts.filter((path) => !OWN_ACCESS.includes(path));

async function world(): Promise<World> {
  const made = await newWorld();
  await openShop(made);
  return made;
}

describe('a reader in the admin area', () => {
  it('is shown every page that is for reading, and changes nothing by it', async () => {
    const w = await world();
    const jar = await enterArea(w, READER);
    const before = await wholeDatabase();
    const answers: Record<string, number> = {};
    for (const path of gets) answers[path] = (await jar.get(path)).status;
    const shown = ['', '/prices', '/terms', '/settings', '/passkeys', '/audit', '/clients'];
    for (const path of shown) expect([path, answers[`/admin${path}`]]).toEqual([path, 200]);
    for (const [path, status] of Object.entries(answers)) {
      expect([path, [200, 303, 403, 404].includes(status)]).toEqual([path, true]);
    }
    const { audit_event: refused = [], ...after } = await wholeDatabase();
    const { audit_event: known = [], ...same } = before;
    expect(after).toEqual(same);
    const asked = Object.values(answers).filter((status) => status === 403).length;
    expect(refused.length - known.length).toBe(asked);
  });

  it('is refused by every form, with a stable code and a row in the audit log', async () => {
    const w = await world();
    const jar = await enterArea(w, READER);
    expect(changing.length).toBeGreaterThanOrEqual(2);
    for (const path of changing) {
      const { audit_event: known = [], ...before } = await wholeDatabase();
      const answer = await jar.post(path, {});
      expect([path, answer.status]).toEqual([path, 403]);
      expect(await answer.text()).toContain('<code>role_forbidden</code>');
      const { audit_event: rows = [], ...after } = await wholeDatabase();
      expect([path, after]).toEqual([path, before]);
      expect([path, rows.length - known.length]).toEqual([path, 1]);
    }
    const [first] = await auditRows('refused');
    expect(first).toMatchObject({ actor: `admin:${READER_KID}`, subjectId: READER_KID });
    expect(JSON.parse(first?.detail ?? '')).toMatchObject({ code: 'role_forbidden' });
  });

  it('may sign for nothing but reading and getting in', async () => {
    const w = await world();
    const signed = async (path: string, action: string) => {
      const answer = await w.request(path, {
        method: 'POST',
        body: await w.sign({ action, currency: 'USD', price: '1', firstMonth: '2027-01' }, READER),
        headers: { 'content-type': 'application/jose' },
      });
      return [answer.status, (await answer.json<{ code: string }>()).code];
    };
    for (const [path, action] of [
      ['/admin/token-prices', 'set_token_price'],
      ['/admin/automation', 'automation'],
      ['/admin/invoice-runs', 'plan'],
      ['/admin/park-releases', 'release'],
    ] as const) {
      expect(await signed(path, action)).toEqual([403, 'role_forbidden']);
    }
    const refused = await auditRows('refused');
    expect(refused).toHaveLength(4);
    expect(JSON.parse(refused[0]?.detail ?? '')).toEqual({
      code: 'role_forbidden',
      wanted: 'set_token_price',
    });
    const jws = await w.sign({ action: 'read' }, READER);
    const read = await w.request('/admin/billing', { headers: { authorization: `Bearer ${jws}` } });
    expect(read.status).toBe(200);
  });

  it('uses a refused signature up: it cannot fill the log by being sent again', async () => {
    const w = await world();
    const body = await w.sign({ action: 'automation' }, READER);
    const send = () =>
      w.request('/admin/automation', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/jose' },
      });
    expect([(await send()).status, (await send()).status]).toEqual([403, 409]);
    expect(await auditRows('refused')).toHaveLength(1);
  });
});

describe('every page of the admin area', () => {
  it('leads whoever is not signed in to the sign-in, and does nothing', async () => {
    const w = await world();
    const before = await wholeDatabase();
    for (const [method, paths] of [['GET', gets] as const, ['POST', posts] as const]) {
      for (const path of paths.filter((path) => !ENTRANCE.test(path))) {
        for (const cookie of ['', '__Host-postmeter_operator=made-up', 'postmeter_operator=x']) {
          const answer = await w.request(path, {
            method,
            headers: cookie ? { cookie } : {},
            ...(method === 'POST' && { body: new URLSearchParams() }),
          });
          const [status, location] = ledTo(answer);
          expect([path, status]).toEqual([path, 303]);
          expect(location).toMatch(/^\/admin\/sign-in\?next=/);
        }
      }
    }
    expect(await wholeDatabase()).toEqual(before);
  });

  it('is kept by no cache', async () => {
    const jar = await enterArea(await world());
    for (const path of gets) {
      if (ENTRANCE.test(path)) continue;
      expect([path, (await jar.get(path)).headers.get('cache-control')]).toEqual([
        path,
        'no-store',
      ]);
    }
  });

  it('refuses forms of other sites, whoever is signed in', async () => {
    const w = await world();
    const jar = await enterArea(w);
    const cookie = [...jar.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const before = await wholeDatabase();
    for (const path of posts) {
      for (const headers of [
        { origin: 'https://evil.test' },
        { origin: `${ORIGIN}.evil.test` },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ]) {
        const answer = await w.request(path, {
          method: 'POST',
          body: new URLSearchParams(),
          headers: { ...headers, cookie },
        });
        expect([path, headers, answer.status]).toEqual([path, headers, 403]);
      }
    }
    expect(await wholeDatabase()).toEqual(before);
  });

  it('knows no session of a client', async () => {
    const w = await world();
    const jar = await enterArea(w);
    const token = jar.cookies.get('__Host-postmeter_operator') ?? '';
    const asClient = await w.get('/dashboard', `postmeter_session=${token}`);
    expect(ledTo(asClient)).toEqual([303, '/login?problem=session_needed']);
  });

  it('has a challenge on its entrance for each browser of its own', async () => {
    const jar = await enterArea(await world());
    expect(await challengeOn(jar, '/admin/confirm')).not.toBe('');
  });
});
