import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import { makeEnrolled } from '../../support/clients.ts';
import { wholeDatabase } from '../../support/database.ts';
import { EMAIL, entered, logIn, SLOW, subjectsTo } from '../../support/enter.ts';
import { ledTo, newJar } from '../../support/jar.ts';
import { catchLogs } from '../../support/logs.ts';
import { mailedToken, openShop, PASSWORD } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

let world: World;
let id: ClientId;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
  await openShop(world);
  id = await makeEnrolled(world, EMAIL);
});

async function fail(jar: ReturnType<typeof newJar>, times: number, email = EMAIL) {
  const seen: number[] = [];
  for (let n = 0; n < times; n++) seen.push((await logIn(jar, email, 'Wrong-Pass-1')).status);
  return seen;
}

describe('guessing a password', SLOW, () => {
  it('is slowed down after five failures, and the delay doubles', async () => {
    const stranger = newJar(world);
    expect(await fail(stranger, 6)).toEqual([401, 401, 401, 401, 401, 429]);
    const refused = await logIn(stranger, EMAIL, 'Wrong-Pass-1');
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(await refused.text()).toContain('You can try again in 2 seconds.');
    await world.passMs(2_000);
    expect(await fail(stranger, 2)).toEqual([401, 429]);
    await world.passMs(3_999);
    expect(await fail(stranger, 1)).toEqual([429]);
    await world.passMs(1);
    expect(await fail(stranger, 1)).toEqual([401]);
  });

  it('refuses even the right password meanwhile, and takes it afterwards', async () => {
    const stranger = newJar(world);
    await fail(stranger, 5);
    expect((await logIn(stranger)).status).toBe(429);
    await world.passMs(2_000);
    expect(ledTo(await logIn(stranger))).toEqual([303, '/dashboard']);
    // A success wipes the slate.
    const again = newJar(world);
    expect(await fail(again, 5)).toEqual([401, 401, 401, 401, 401]);
  });

  it('answers for an address that nobody has in the same way', async () => {
    const one = newJar(world, { ip: '198.51.100.1' });
    const other = newJar(world, { ip: '192.0.2.1' });
    const seen = [];
    for (const [jar, email] of [
      [one, EMAIL],
      [other, 'nobody@example.com'],
    ] as const) {
      const statuses = await fail(jar, 6, email);
      const last = await logIn(jar, email, 'Wrong-Pass-1');
      const html = (await last.text()).replaceAll(email, 'somebody@example.com');
      seen.push({ statuses, html, names: [...last.headers.keys()].sort() });
    }
    expect(seen[1]).toEqual(seen[0]);
  });

  it('cannot be sped up by many attempts at once', async () => {
    const stranger = newJar(world);
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async () => (await logIn(stranger, EMAIL, 'Wrong-Pass-1')).status),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  });

  it('keeps neither the address nor the network in what it counts by', async () => {
    await fail(newJar(world), 1);
    const { sign_in_attempt: rows } = await wholeDatabase();
    expect(rows).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toMatch(/ada@example|203\.0\.113/);
  });

  it('is forgotten after a day', async () => {
    await fail(newJar(world), 5);
    await world.passMs(24 * 3_600_000);
    await world.ports.store.automation.expire(world.clock.nowMs());
    expect((await wholeDatabase()).sign_in_attempt).toEqual([]);
  });
});

describe('the owner', SLOW, () => {
  it('gets in from a browser that was here before, whatever strangers do in the same network', async () => {
    const mine = await entered(world);
    await mine.post('/logout');
    await fail(newJar(world), 7);
    expect((await logIn(newJar(world))).status).toBe(429);
    expect(ledTo(await logIn(mine))).toEqual([303, '/dashboard']);
  });

  it('gets in from another network at once', async () => {
    await fail(newJar(world), 7);
    expect((await logIn(newJar(world, { ip: '198.51.100.7' }))).status).toBe(303);
  });

  it('gets in by the mailed link, which makes the browser known', async () => {
    const jar = newJar(world);
    await fail(newJar(world), 7);
    await jar.post('/forgot', { email: EMAIL });
    await world.drain();
    const token = await mailedToken(world, EMAIL);
    const password = 'a quiet river at night';
    expect((await jar.post('/reset', { token, password })).status).toBe(303);
    expect(ledTo(await logIn(jar, EMAIL, password))).toEqual([303, '/dashboard']);
  });

  it('is told of a new browser, and not of one that was here before', async () => {
    const mine = await entered(world);
    expect(await subjectsTo(world)).toEqual(['New login to your account']);
    await mine.post('/logout');
    await logIn(mine);
    expect(await subjectsTo(world)).toHaveLength(1);
    await entered(world, { ip: '198.51.100.7' });
    const [mail] = await world.emulators.messages(EMAIL);
    expect(await subjectsTo(world)).toHaveLength(2);
    expect(mail?.text).toContain('Firefox · Linux');
    expect((await world.emulators.messages(EMAIL))[0]?.text).toContain('198.51.100.0/24');
  });

  it('is not passed off by a made-up note, nor by one of another kind', async () => {
    const forged = await world.ports.secrets.seal(
      JSON.stringify({
        purpose: 'second_factor',
        untilMs: 9e15,
        content: { browser: 'b', clients: [id] },
      }),
    );
    for (const value of ['made-up', forged, 'x'.repeat(10_000)]) {
      const jar = newJar(world, { cookies: [`postmeter_known=${value}`] });
      expect((await logIn(jar)).status).toBe(303);
    }
    expect(await subjectsTo(world)).toHaveLength(3);
  });
});

describe('mails for a forgotten password', SLOW, () => {
  it('stop after three, and go on later; the page says the same', async () => {
    const jar = newJar(world);
    for (let n = 0; n < 5; n++) {
      expect(ledTo(await jar.post('/forgot', { email: EMAIL }))).toEqual([303, '/forgot/sent']);
    }
    expect(await subjectsTo(world)).toHaveLength(3);
    await world.passMs(60_000);
    await jar.post('/forgot', { email: EMAIL });
    expect(await subjectsTo(world)).toHaveLength(4);
  });
});

describe('a browser without cookies', SLOW, () => {
  it('is told so after the log-in that it forgot', async () => {
    const jar = newJar(world);
    await logIn(jar);
    const led = await world.request('/login?problem=session_needed', {
      headers: { referer: 'https://billing.test/login' },
    });
    expect(await led.text()).toContain('Your browser does not keep cookies');
    const fromElsewhere = await world.request('/login?problem=session_needed', {
      headers: { referer: 'https://billing.test/dashboard' },
    });
    expect(await fromElsewhere.text()).toContain('Please log in to continue.');
  });
});

it('takes three queries to sign in', async () => {
  let queries = 0;
  const counted = await newWorld({
    ports: (ports) => {
      const { store } = ports;
      const count =
        <A extends readonly unknown[], R>(call: (...args: A) => R) =>
        (...args: A): R => {
          queries++;
          return call(...args);
        };
      return {
        ...ports,
        store: {
          ...store,
          commit: count(store.commit),
          signIn: {
            ...store.signIn,
            byEmail: count(store.signIn.byEmail),
            takeAttempt: count(store.signIn.takeAttempt),
            ofSession: count(store.signIn.ofSession),
          },
        },
      };
    },
  });
  await makeEnrolled(counted, EMAIL);
  const { logIn: use } = await import('#usecases/sign-in/log-in.ts');
  const from = { visitor: { network: '', device: '' }, known: undefined };
  const entered = await use(counted.ports, { email: EMAIL, password: PASSWORD }, from);
  expect(entered.ok).toBe(true);
  expect(queries).toBe(3);
});
